import express, { type RequestHandler } from 'express';
import { inject, injectMany } from '../inject.ts';
import { measure } from '../measure.ts';
import type { Price } from '../price.ts';

const requestsWithout = 3000;

type Known = {
  session: RequestHandler;
  cookie: string;
  login: string;
  sayLogin: RequestHandler;
  /** So many in a round behind the session: a peer that writes for each would take minutes otherwise. */
  requests: number;
};

/** The same small handler twice, before and behind a session, whose every answer must name the person. */
export async function addedCost(known: Known): Promise<Record<'without' | 'behind', Price>> {
  const { session, cookie, login, sayLogin, requests } = known;
  const app = express();
  app.get('/without', (_request, response) => {
    response.send(login);
  });
  app.use(session);
  app.get('/behind', sayLogin);
  const stranger = await inject(app, '/behind', {});
  if (stranger.body !== '') throw new Error(`who brings no cookie was taken for ${stranger.body}`);
  const asking = (path: string, count: number) => ({
    operations: count,
    work: () =>
      injectMany(
        count,
        () => inject(app, path, { cookie }),
        ({ body }) => body === login,
      ),
  });
  return measure({ without: asking('/without', requestsWithout), behind: asking('/behind', requests) });
}
