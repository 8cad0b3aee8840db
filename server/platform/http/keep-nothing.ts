import type { RequestHandler } from 'express';

/** What is answered to a person is his alone: neither the browser nor anything on the way to it may keep it. */
export const keepNothing: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
