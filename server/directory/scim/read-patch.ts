import { z } from 'zod';
import { parse } from '../../platform/http/parse.ts';
import { Refusal } from '../../platform/refusal.ts';
import { patchUrn } from './scim-urns.ts';

export type Operation = { op: 'add' | 'remove' | 'replace'; path: string | undefined; value: unknown };

/** As many as a client may send at once. */
const mostOperations = 1000;

const patchShape = z.object({
  schemas: z.array(z.string()).refine((schemas) => schemas.includes(patchUrn), `must name ${patchUrn}`),
  Operations: z
    .array(
      z.object({
        op: z
          .string()
          .toLowerCase()
          .pipe(z.enum(['add', 'remove', 'replace'])),
        path: z.string().min(1).nullish(),
        value: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(mostOperations),
});

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The operations of a PatchOp message (RFC 7644 section 3.5.2). Entra ID begins their names with a capital letter. */
export function readPatch(body: unknown): Operation[] {
  return parse(patchShape, body).Operations.map(({ op, path, value }) => {
    if (op === 'remove' && path == null)
      throw new Refusal('malformed', 'scim-target', { params: { path: '-' } });
    if (op !== 'remove' && value === undefined)
      throw new Refusal('malformed', 'scim-value', { params: { trouble: 'an operation has no value' } });
    if (path == null && !isObject(value))
      throw new Refusal('malformed', 'scim-value', {
        params: { trouble: 'without a path the value must be an object' },
      });
    return { op, path: path ?? undefined, value };
  });
}
