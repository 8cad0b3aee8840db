import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { startPostgres } from './postgres.ts';
import { sharedPostgres } from './shared-postgres.ts';

describe('a PostgreSQL for the tests', () => {
  it('makes databases, copies them and drops them', async () => {
    const postgres = await sharedPostgres();
    const original = await postgres.createDatabase('support_original');
    await query(original, 'create table people (name text)');
    await query(original, "insert into people values ('Ärmelkanal')");

    const copy = await postgres.createDatabase('support_copy', 'support_original');
    assert.deepEqual(await query(copy, 'select lower(name) as name from people'), [{ name: 'ärmelkanal' }]);

    await postgres.dropDatabase('support_copy');
    await assert.rejects(query(copy, 'select 1'), /does not exist/);
    assert.equal((await query(original, 'select * from people')).length, 1);
    await postgres.dropDatabase('support_original');
  });

  it('commits as a house does, and listens on loopback only', async () => {
    const url = (await sharedPostgres()).url('postgres');
    const answer = await query(
      url,
      "select current_setting('synchronous_commit') as commit, current_setting('listen_addresses') as addresses",
    );
    assert.deepEqual(answer, [{ commit: 'on', addresses: '127.0.0.1' }]);
  });

  it('is gone after stop', async () => {
    const postgres = await startPostgres();
    await query(postgres.url('postgres'), 'select 1');
    await postgres.stop();
    await postgres.stop();
    await assert.rejects(query(postgres.url('postgres'), 'select 1'), /ECONNREFUSED/);
  });

  it('goes with the process that started it, even one that was killed', async () => {
    const script = `
      import { startPostgres } from '${new URL('./postgres.ts', import.meta.url).href}';
      console.log((await startPostgres()).url('postgres'));
      setInterval(() => undefined, 1000);`;
    const owner = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(owner.stdout, 'data')) as [Buffer];
    const url = line.toString().trim();
    await query(url, 'select 1');

    owner.kill('SIGKILL');
    await once(owner, 'close');
    await untilRefused(url);
  });
});

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function untilRefused(url: string): Promise<void> {
  const giveUpAt = performance.now() + 10_000;
  for (;;) {
    const refused = await query(url, 'select 1').then(
      () => false,
      (error: unknown) => String(error).includes('ECONNREFUSED'),
    );
    if (refused) return;
    assert.ok(performance.now() < giveUpAt, 'PostgreSQL outlived the process that started it');
  }
}
