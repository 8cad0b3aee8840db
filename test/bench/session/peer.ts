import { ConnectSessionKnexStore } from 'connect-session-knex';
import express from 'express';
import session from 'express-session';
import { inject } from '../inject.ts';
import { report } from '../measure.ts';
import { plainSqlite } from '../plain-sqlite.ts';
import { addedCost } from './added-cost.ts';

declare module 'express-session' {
  interface SessionData {
    login: string;
  }
}

const [file = ''] = process.argv.slice(2);
const login = 'ben';
const sessions = session({
  store: new ConnectSessionKnexStore({ knex: plainSqlite(file), cleanupInterval: 0 }),
  secret: 'only for this benchmark',
  resave: false,
  saveUninitialized: false,
  cookie: { maxAge: 90 * 24 * 3_600_000 },
});

const signIn = express();
signIn.use(sessions);
signIn.get('/', (request, response) => {
  request.session.login = login;
  response.end();
});
const { cookie } = await inject(signIn, '/', {});
const prices = await addedCost({
  ...{ session: sessions, cookie, login, requests: 200 },
  sayLogin: (request, response) => {
    response.send(request.session.login ?? '');
  },
});
report({ prices });
