import { ConnectSessionKnexStore } from 'connect-session-knex';
import express from 'express';
import session from 'express-session';
import knex from 'knex';
import { inject } from '../inject.ts';
import { report } from '../measure.ts';
import { addedCost } from './added-cost.ts';

declare module 'express-session' {
  interface SessionData {
    login: string;
  }
}

const [file = ''] = process.argv.slice(2);
const login = 'ben';
// As durable as the product's own connections.
const pragmas = `pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 250;
  pragma temp_store = memory; pragma cache_size = -32000;`;
type Connection = { exec: (sql: string, done: (error: Error | null) => void) => void };
const database = knex({
  client: 'sqlite3',
  connection: { filename: file },
  useNullAsDefault: true,
  pool: {
    min: 0,
    max: 1,
    afterCreate: (connection: Connection, done: (error: Error | null) => void) =>
      connection.exec(pragmas, done),
  },
});
const sessions = session({
  store: new ConnectSessionKnexStore({ knex: database, cleanupInterval: 0 }),
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
