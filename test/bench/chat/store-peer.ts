import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { requestOf, startLoad } from '../load.ts';
import { measure, report } from '../measure.ts';
import { plainSqlite } from '../plain-sqlite.ts';
import { connections, posts, rounds, said } from './posts.ts';

const [file = ''] = process.argv.slice(2);
const database = plainSqlite(file);
await database.schema.dropTableIfExists('messages');
await database.schema.createTable('messages', (table) => {
  table.increments('id');
  table.text('channel_id').notNullable();
  table.text('sender_id').notNullable();
  table.text('client_message_id').notNullable();
  table.text('body').notNullable();
  table.bigInteger('posted_at').notNullable();
  table.unique(['channel_id', 'sender_id', 'client_message_id']);
});

// What anybody would write: one insert for each request, and nothing of who may.
const app = express().use(express.json());
app.post('/channels/:id/messages', async (request, response) => {
  const { clientMessageId, text } = request.body as { clientMessageId: string; text: string };
  const row = {
    ...{ channel_id: request.params.id, sender_id: request.headers['x-person'], body: text },
    ...{ client_message_id: clientMessageId, posted_at: Date.now() },
  };
  await database('messages').insert(row);
  response.status(201).json(row);
});
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
const clients = startLoad();

let round = 0;
const requests = () =>
  Array.from({ length: posts }, (_, at) =>
    requestOf(`/channels/${round}/messages`, { 'x-person': `person-${at}` }, said(round, at)),
  );
const prices = await measure(
  {
    store: {
      operations: posts,
      before: () => Promise.resolve((round += 1)),
      work: () => clients.run({ port, connections, requests: requests(), perSecond: null, status: 201 }),
      check: async () => {
        const [row] = (await database('messages')
          .where({ channel_id: String(round) })
          .count({ rows: '*' })) as {
          rows: number;
        }[];
        if (row?.rows !== posts) throw new Error(`${row?.rows} rows`);
      },
    },
  },
  rounds,
);
clients.stop();
report({ prices });
