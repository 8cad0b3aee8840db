import assert from 'node:assert/strict';
import { z } from 'zod';

type Schema = { [key: string]: unknown };

/** A schema of the document, strict: a field that it does not name is a fault too. */
export function closed(schema: Schema): Schema {
  const entries = Object.entries(schema).map(([key, value]): [string, unknown] => {
    if (Array.isArray(value))
      return [key, value.map((item: unknown) => (isSchema(item) ? closed(item) : item))];
    return [key, isSchema(value) ? closed(value) : value];
  });
  const copy = Object.fromEntries(entries);
  const isObject = copy['type'] === 'object' && isSchema(copy['properties']);
  return isObject ? { ...copy, additionalProperties: false } : copy;
}

const isSchema = (value: unknown): value is Schema =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

export function assertSatisfies(schema: Schema, value: unknown, what: string): void {
  const result = z.fromJSONSchema(closed(schema) as Parameters<typeof z.fromJSONSchema>[0]).safeParse(value);
  assert.ok(
    result.success,
    `${what}: ${result.error?.message ?? ''}\n${JSON.stringify(value).slice(0, 500)}`,
  );
}
