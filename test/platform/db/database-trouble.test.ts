import assert from 'node:assert/strict';
import knex from 'knex';
import type { Database, Transaction } from '../../../server/platform/db/database.ts';
import { openDatabase } from '../../../server/platform/db/open-database.ts';
import { refusalOf } from '../../../server/platform/http/trouble.ts';
import { confirm, released } from '../../support/announcing.ts';
import { createGate } from '../../support/gate.ts';
import { sharedPostgres } from '../../support/shared-postgres.ts';
import { openWorld } from '../../support/world.ts';

const reasonOf = async (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => 'nothing went wrong',
    (error: unknown) => refusalOf(error)?.message,
  );

/** Resolves for all who wait when so many of them do. */
function meetingOf(count: number): () => Promise<void> {
  const gate = createGate();
  let arrived = 0;
  return async () => {
    if (++arrived >= count) gate.open();
    await gate.opened;
  };
}

describe('On PostgreSQL', () => {
  let url: string;
  let database: Database;
  before(async () => {
    url = await (await sharedPostgres()).createDatabase('trouble');
    database = openDatabase(url);
    await database.transaction(async (tx) => {
      await tx.raw('create table seats (id integer primary key, taken integer)');
    });
  });
  beforeEach(() =>
    database.transaction(async (tx) => {
      await tx('seats').delete();
      await tx('seats').insert([
        { id: 1, taken: 0 },
        { id: 2, taken: 0 },
      ]);
    }),
  );
  after(() => database.close());

  const take = (tx: Transaction, id: number) => tx('seats').where({ id }).increment('taken', 1);
  const taken = () => database.reader('seats').orderBy('id').pluck('taken');

  it('two transactions that wait for each other both come to their end', async () => {
    const meet = meetingOf(2);
    const takeBoth = (first: number, second: number) =>
      database.transaction(async (tx) => {
        await take(tx, first);
        await meet();
        await take(tx, second);
      });
    await Promise.all([takeBoth(1, 2), takeBoth(2, 1)]);
    assert.deepEqual(await taken(), [2, 2]);
  });

  it('so do two of which one has changed what the other had read', async () => {
    const meet = meetingOf(2);
    const takeOne = () =>
      database.transaction(async (tx) => {
        await tx.raw('set transaction isolation level repeatable read');
        await tx('seats').select();
        await meet();
        await take(tx, 1);
      });
    await Promise.all([takeOne(), takeOne()]);
    assert.deepEqual(await taken(), [2, 0]);
  });

  it('a database that nobody reaches is not available, and no fault', async () => {
    const nowhere = openDatabase('postgres://umlauf@127.0.0.1:1/umlauf');
    assert.equal(await reasonOf(nowhere.reader.raw('select 1')), 'unavailable: unavailable');
    assert.equal(await reasonOf(nowhere.transaction((tx) => tx.raw('select 1'))), 'unavailable: unavailable');
    await nowhere.close();
  });

  it('nor is one that is shut down in the middle of the work', async () => {
    const shutDown = database.transaction((tx) => tx.raw('select pg_terminate_backend(pg_backend_pid())'));
    assert.equal(await reasonOf(shutDown), 'unavailable: unavailable');
    assert.deepEqual(await taken(), [0, 0], 'the next one is served again');
  });

  it('nor is one whose connections are all in use', async () => {
    const small = knex({
      ...{ client: 'pg', connection: url, pool: { min: 0, max: 1 }, acquireConnectionTimeout: 400 },
      log: { warn: () => undefined },
    });
    await small.transaction(async () => {
      assert.equal(await reasonOf(Promise.resolve(small.raw('select 1'))), 'unavailable: unavailable');
    });
    await small.destroy();
  });

  it('a statement that makes no sense stays a fault', async () => {
    assert.equal(await reasonOf(Promise.resolve(database.reader.raw('select nonsense'))), undefined);
  });

  it('whoever asks meanwhile is told to come again, and nobody is called for it', async () => {
    const world = await openWorld('PostgreSQL');
    const [anna, ben] = [await world.signIn('anna'), await world.signIn('ben')];
    const { id } = await released(anna, { people: ['ben'] });
    const end = 'pg_terminate_backend(pg_backend_pid())';
    await world.umlauf.database.transaction(async (tx) => {
      await tx.raw(
        `create function shut_down() returns trigger language plpgsql as $$ begin perform ${end}; return new; end $$`,
      );
      await tx.raw(
        'create trigger shut_down before insert on acknowledgements for each row execute function shut_down()',
      );
    });
    const answer = await confirm(ben, id);
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '5']);
    assert.equal((answer.json as { type: string }).type, '/problems/unavailable');
    await world.stop();
  });
});
