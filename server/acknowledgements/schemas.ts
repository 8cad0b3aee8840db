import { z } from 'zod';
import { instant } from '../platform/http/parse.ts';
import { languages } from '../platform/views/languages.ts';

const clientAckId = z
  .string()
  .regex(
    /^[A-Za-z0-9_.:-]{1,128}$/,
    'must have 1 to 128 letters, digits, hyphens, underscores, dots or colons',
  );

/** What a client sends to confirm: the version read, an id of its own that it keeps over retries, and, when it had no
 * network at that moment, the time of its own clock. */
export const acknowledgementSchema = z.strictObject({
  version: z.int().min(1),
  clientAckId,
  claimedAt: instant().nullish(),
});

export const acknowledgementForm = z.object({
  version: z.coerce.number().int().min(1),
  clientAckId,
  claimedAt: instant().optional(),
  /** That in which it was read, where the reader had asked for another than his own. */
  language: z.enum(languages).optional(),
});
