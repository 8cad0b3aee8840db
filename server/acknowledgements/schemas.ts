import { z } from 'zod';

const clientAckId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, 'must have 8 to 64 letters, digits, hyphens or underscores');

/** What a client sends to confirm: the version read, and an id of its own that it keeps over retries. */
export const acknowledgementSchema = z.strictObject({ version: z.int().min(1), clientAckId });

export const acknowledgementForm = z.object({ version: z.coerce.number().int().min(1), clientAckId });
