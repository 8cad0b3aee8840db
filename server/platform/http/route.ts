import type { Express, RequestHandler } from 'express';
import type { ZodType } from 'zod';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What the OpenAPI document says of a call; the schemas are those that validate. */
export type Documentation = {
  summary: string;
  body?: ZodType;
  query?: ZodType;
  headers?: Record<string, { description: string; required: boolean }>;
  answers: Record<number, { description: string; schema?: ZodType }>;
};

export type Route<Guard extends string = string> = {
  method: Method;
  path: string;
  guard: Guard;
  handle: RequestHandler;
  documentation?: Documentation;
};

/** Puts a table of routes into the application, each behind the guard that it names. */
export function mount<Guard extends string>(
  app: Express,
  routes: Route<Guard>[],
  guards: Record<Guard, RequestHandler>,
): void {
  for (const route of routes) app[route.method](route.path, guards[route.guard], route.handle);
}
