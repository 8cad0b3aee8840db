import type { ServerResponse } from 'node:http';
import express, { type RequestHandler } from 'express';

const options = { index: false, redirect: false, dotfiles: 'ignore' } as const;

/** Files asked for by their hash (`?v=`), and fonts, may be kept for ever; anything else is asked for anew each time. */
export function serveAssets(folder: string): RequestHandler {
  const serveKept = express.static(folder, { ...options, maxAge: '1y', immutable: true });
  const serveFresh = express.static(folder, {
    ...options,
    cacheControl: false,
    setHeaders: (response: ServerResponse) => response.setHeader('Cache-Control', 'no-cache'),
  });
  return (request, response, next) => {
    // Every file has an ending and no page has one: it is not looked for on the disk.
    if (!request.path.includes('.')) {
      next();
      return;
    }
    const isKept = request.query['v'] !== undefined || request.path.startsWith('/fonts/');
    void (isKept ? serveKept : serveFresh)(request, response, next);
  };
}
