import express, { type RequestHandler } from 'express';
import { Refusal } from '../refusal.ts';
import { refuseOddJson } from './json-shape.ts';

const jsonLimit = '256kb';
const formLimit = '256kb';
const largeFormLimit = '400kb';
const largeJsonLimit = '4mb';
const fieldLimit = 6000;
const utf8Only = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

// What is checked here must be what the parser reads: it would decode UTF-16 and UTF-7 as well.
function verifyText(_request: unknown, _response: unknown, body: Buffer, charset: string): void {
  if (charset !== 'utf-8') throw new Refusal('unsupported-type', 'json-expected');
  let source: string;
  try {
    source = utf8Only.decode(body);
  } catch {
    throw new Refusal('malformed', 'not-utf8');
  }
  if (source.startsWith('\ufeff')) throw new Refusal('malformed', 'not-utf8');
  refuseOddJson(source);
}

/** Compressed bodies are refused (415): nobody here sends them, and they may unfold without end. */
export const readJson: RequestHandler = express.json({
  limit: jsonLimit,
  inflate: false,
  strict: true,
  verify: verifyText,
});

const anyJson = ['application/json', 'application/*+json'];

/** For programs of the company that have said who they are; a list of thousands fits. */
export const readLargeJson: RequestHandler = express.json({
  limit: largeJsonLimit,
  inflate: false,
  strict: true,
  type: anyJson,
  verify: verifyText,
});

export const readForm: RequestHandler = express.urlencoded({
  extended: false,
  limit: formLimit,
  inflate: false,
  parameterLimit: fieldLimit,
});

/** A form of few fields, one of which may be large. */
export const readLargeForm: RequestHandler = express.urlencoded({
  extended: false,
  limit: largeFormLimit,
  inflate: false,
  parameterLimit: 10,
});

const carriesBody = new Set(['POST', 'PUT', 'PATCH']);

const requireType =
  (types: string[]): RequestHandler =>
  (request, _response, next) => {
    const hasBody =
      Number(request.headers['content-length'] ?? 0) > 0 ||
      request.headers['transfer-encoding'] !== undefined;
    if (carriesBody.has(request.method) && hasBody && !request.is(types))
      throw new Refusal('unsupported-type', 'json-expected');
    if (!hasBody) request.body = {};
    next();
  };

/** A call that brings a body must say that it is JSON; without one it brings an empty object. */
export const requireJson = requireType(['application/json']);

/** The same for JSON of any kind, as `application/scim+json`. */
export const requireAnyJson = requireType(anyJson);
