import { z, type ZodType } from 'zod';
import { Refusal } from '../refusal.ts';
import { idPattern } from '../ids.ts';

export const isPlainText = (text: string): boolean =>
  text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);

/** Text as people write it: well-formed Unicode without control characters but tab and line ends. */
export const text = () => z.string().refine(isPlainText, 'has characters that are not text');

export const id = () => z.string().regex(idPattern, 'is not an id');

/** An instant in ISO 8601 with an offset; parsed to UTC milliseconds. */
export const instant = () => z.iso.datetime({ offset: true }).transform((value) => Date.parse(value));

/** Once or several times the same form field. */
export const repeated = <T extends ZodType>(item: T) =>
  z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(item).max(5000));

/** The input in its shape, or a refusal `malformed` that names the field. */
export function parse<T extends ZodType>(schema: T, input: unknown): z.infer<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  throw new Refusal('malformed', 'malformed-field', {
    field,
    params: { field: field || 'body', trouble: issue?.message ?? '' },
  });
}

/** An id out of the path: what is no id names nothing. */
export function pathId(value: unknown): string {
  if (typeof value !== 'string' || !idPattern.test(value)) throw new Refusal('not-found');
  return value;
}

const maximumPage = 100;
/** `limit` and `after` of every list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(maximumPage).default(50),
  after: id().optional(),
};

/** The answer of a list. */
export const listOf = (item: ZodType) => z.object({ items: z.array(item), next: z.string().nullable() });
