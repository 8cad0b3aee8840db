import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { requestOf, startLoad } from '../load.ts';
import { measure, report } from '../measure.ts';
import { plainSqlite } from '../plain-sqlite.ts';
import { connections } from './bench.ts';

const [rounds, confirmations] = [3, 1000];
const [file = ''] = process.argv.slice(2);
const database = plainSqlite(file);
await database.schema.dropTableIfExists('acknowledgements');
await database.schema.createTable('acknowledgements', (table) => {
  table.text('announcement_id').notNullable();
  table.text('person_id').notNullable();
  table.integer('version').notNullable();
  table.text('client_ack_id').notNullable();
  table.bigInteger('acknowledged_at').notNullable();
  table.primary(['announcement_id', 'person_id']);
});

// What anybody would write: one upsert for each request, and nothing of who may.
const app = express().use(express.json());
app.post('/announcements/:id/acknowledgement', async (request, response) => {
  const { version, clientAckId } = request.body as { version: number; clientAckId: string };
  const row = {
    ...{ announcement_id: request.params.id, person_id: request.headers['x-person'], version },
    ...{ client_ack_id: clientAckId, acknowledged_at: Date.now() },
  };
  await database('acknowledgements').insert(row).onConflict(['announcement_id', 'person_id']).merge();
  response.status(201).json(row);
});
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
const clients = startLoad();

let round = 0;
const requests = () =>
  Array.from({ length: confirmations }, (_, at) =>
    requestOf(
      `/announcements/${round}/acknowledgement`,
      { 'x-person': `person-${at}` },
      { version: 1, clientAckId: `click-${at}` },
    ),
  );
const prices = await measure(
  {
    storm: {
      operations: confirmations,
      before: () => Promise.resolve((round += 1)),
      work: () => clients.run({ port, connections, requests: requests(), perSecond: null, status: 201 }),
      check: async () => {
        const where = { announcement_id: String(round) };
        const [row] = (await database('acknowledgements').where(where).count({ rows: '*' })) as {
          rows: number;
        }[];
        if (row?.rows !== confirmations) throw new Error(`${row?.rows} rows`);
      },
    },
  },
  rounds,
);
clients.stop();
report({ prices });
