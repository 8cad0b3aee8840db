import { pino, type Logger, type DestinationStream } from 'pino';

export type Log = Logger;

const secretPaths = [
  'req.headers.cookie',
  'req.headers.authorization',
  'req.headers["x-csrf-token"]',
  'res.headers["set-cookie"]',
  'endpoint',
  '*.endpoint',
  'token',
  '*.token',
  'password',
  '*.password',
];

/** SQLite's driver sets the statement, its values filled in, before what went wrong. */
const statementBefore = /^[^]* - (SQLITE_[A-Z]+: )/;
const frame = /^ {4}at /;

/** Of a fault its kind, its cause and its place. A database driver adds the values it was given: they stay out. */
function describeFault(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error;
  const { code, cause } = error as Error & { code?: unknown };
  return {
    type: error.constructor.name,
    code,
    message: error.message.replace(statementBefore, '$1'),
    at: error.stack?.split('\n').filter((line) => frame.test(line)),
    ...(cause === undefined ? {} : { cause: describeFault(cause) }),
  };
}

/** JSON lines on stdout. ERROR means that someone must act. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const redact = { paths: secretPaths, censor: '[redacted]' };
  const options = { level, base: null, redact, serializers: { err: describeFault } };
  return destination ? pino(options, destination) : pino(options);
}
