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

/** JSON lines on stdout. ERROR means that someone must act. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = { level, base: null, redact: { paths: secretPaths, censor: '[redacted]' } };
  return destination ? pino(options, destination) : pino(options);
}
