import { z } from 'zod';

const clientAckId = z
  .string()
  .regex(
    /^[A-Za-z0-9_.:-]{1,128}$/,
    'must have 1 to 128 letters, digits, hyphens, underscores, dots or colons',
  );

/** What a client sends to confirm: the version read, and an id of its own that it keeps over retries. */
export const acknowledgementSchema = z.strictObject({ version: z.int().min(1), clientAckId });

export const acknowledgementForm = z.object({ version: z.coerce.number().int().min(1), clientAckId });
