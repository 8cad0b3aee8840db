import { z, type ZodType } from 'zod';
import type { Documentation, Route } from './route.ts';

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  field: z.string().optional(),
  requestId: z.string(),
});

const toSchema = (schema: ZodType, io: 'input' | 'output'): object => {
  const document: Record<string, unknown> = {
    ...z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' }),
  };
  delete document['$schema'];
  return document;
};

const json = (schema: ZodType, io: 'input' | 'output'): object => ({
  'application/json': { schema: toSchema(schema, io) },
});

function parametersOf(path: string, { query, headers }: Documentation): object[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    ...{ name, in: 'path', required: true },
    schema: { type: 'string' },
  }));
  const properties = query
    ? (toSchema(query, 'input') as { properties?: Record<string, object> }).properties
    : {};
  const inQuery = Object.entries(properties ?? {}).map(([name, schema]) => ({ name, in: 'query', schema }));
  const inHeader = Object.entries(headers ?? {}).map(([name, header]) => ({
    ...{ name, in: 'header', ...header },
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  }));
  return [...inPath, ...inQuery, ...inHeader];
}

/** A call without a body is taken for one with an empty object. */
const isNeeded = (body: ZodType): boolean => !body.safeParse({}).success;

function operationOf(route: Route, documentation: Documentation): object {
  const answers = Object.entries(documentation.answers).map(([status, { description, schema }]) => [
    status,
    { description, ...(schema ? { content: json(schema, 'output') } : {}) },
  ]);
  return {
    summary: documentation.summary,
    parameters: parametersOf(route.path, documentation),
    ...(documentation.body
      ? {
          requestBody: { required: isNeeded(documentation.body), content: json(documentation.body, 'input') },
        }
      : {}),
    responses: {
      ...(Object.fromEntries(answers) as object),
      default: {
        description: 'A refusal or a fault (RFC 9457)',
        content: { 'application/problem+json': { schema: toSchema(problemSchema, 'output') } },
      },
    },
  };
}

type Description = { title: string; version: string; description: string };

/** The OpenAPI document, made of the schemas that validate. */
export function openApiDocument(routes: Route[], info: Description, sessionCookie: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    if (!route.documentation) continue;
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route, route.documentation) };
  }
  return {
    openapi: '3.1.0',
    info,
    security: [{ session: [] }, { token: [] }],
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookie,
          description: 'Changes carry X-CSRF-Token (from GET /me)',
        },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
    paths,
  };
}
