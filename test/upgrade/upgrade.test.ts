import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { recountObligations } from '../../server/acknowledgements/count-store.ts';
import { verifyAudit } from '../../server/audit/verify-audit.ts';
import { release } from '../support/announcing.ts';
import { send, signIn, type Answer } from '../support/visitor.ts';
import { looking, moveForward, type MovedForward } from './move-forward.ts';
import { readRows, releasedDatabases, type Rows } from './released-database.ts';

type Row = Record<string, unknown>;

const alarm = 'Halle 3 heute nicht betreten';
const assembly = 'Betriebsversammlung am 10. Dezember';
const menu = 'Neuer Speiseplan';

/** What of these rows is gone or has another value. */
function lost(before: Rows, after: Rows): string[] {
  return Object.entries(before).flatMap(([table, rows]) => {
    const columns = Object.keys(rows[0] ?? {});
    const line = (row: Row) => `${table} ${JSON.stringify(columns.map((column) => row[column]))}`;
    const there = (after[table] ?? []).map(line);
    return rows.map(line).filter((one) => {
      const place = there.indexOf(one);
      if (place >= 0) there.splice(place, 1);
      return place < 0;
    });
  });
}

for (const released of releasedDatabases()) {
  for (const kind of ['SQLite', 'PostgreSQL'] as const) {
    describe(`A database of the schema ${released.schema} that this version opens (${kind})`, () => {
      let house: MovedForward;
      before(async () => {
        house = await moveForward(kind, released);
      });
      after(async () => {
        await house.stop();
        assert.deepEqual(house.errors, []);
      });

      const { cookie } = released;
      const get = (path: string, headers: Record<string, string> = { cookie }): Promise<Answer> =>
        send(`${house.baseUrl}/api/v1${path}`, { headers });
      const rowsOf = (table: string, where: Row): Row[] =>
        (house.before[table] ?? []).filter((row) =>
          Object.entries(where).every(([column, value]) => row[column] === value),
        );
      const idOf = (title: string) =>
        String(rowsOf('announcement_versions', { title })[0]?.['announcement_id']);

      it('has still every row, each with the values it had', () => {
        assert.ok(
          Object.values(house.before).every(({ length }) => length > 0),
          'there is one of each kind',
        );
        assert.deepEqual(lost(house.before, house.after), []);
      });

      it('was copied aside as it was, where the database has no tools for that', async () => {
        const copies = await readdir(join(house.dataDir, 'backups')).catch(() => []);
        assert.equal(copies.length, kind === 'SQLite' ? 1 : 0);
        for (const copy of copies) {
          const location = `sqlite:${join(house.dataDir, 'backups', copy)}`;
          assert.deepEqual(await looking(location, (db) => readRows(db)), house.before);
        }
      });

      it('is whole, and its record intact', async () => {
        const entries = house.before['audit_entries'] ?? [];
        const verdict = await verifyAudit(house.umlauf.db);
        assert.ok(verdict.intact && verdict.entries >= entries.length, JSON.stringify(verdict));
        if (kind === 'PostgreSQL') return;
        const check = async (pragma: string) => (await house.umlauf.db.raw(`pragma ${pragma}`)) as unknown;
        assert.deepEqual(await check('foreign_key_check'), []);
        assert.deepEqual(await check('integrity_check'), [{ integrity_check: 'ok' }]);
      });

      it('keeps people and programs signed in', async () => {
        const me = (await get('/me')).json as { person: { login: string } };
        assert.equal(me.person.login, 'ben');
        const deniz = await get('/me', { authorization: `Bearer ${released.token}` });
        assert.equal((deniz.json as typeof me).person.login, 'deniz');
      });

      it('shows Ben the inbox that he had', async () => {
        const titles = async (state: string) => {
          const { items } = (await get(`/inbox?state=${state}`)).json as { items: { title: string }[] };
          return items.map(({ title }) => title);
        };
        assert.deepEqual(await titles('outstanding'), [assembly]);
        assert.deepEqual(await titles('all'), [assembly, menu, alarm]);
      });

      it('shows Ben the receipt that he had', async () => {
        const [me, receipt] = [await get('/me'), await get(`/announcements/${idOf(alarm)}/acknowledgement`)];
        const { id: personId } = (me.json as { person: { id: string } }).person;
        const given =
          rowsOf('acknowledgements', { announcement_id: idOf(alarm), person_id: personId })[0] ?? {};
        const { acknowledgedAt, ...shown } = receipt.json as Row;
        assert.equal(Date.parse(String(acknowledgedAt)), given['acknowledged_at']);
        assert.deepEqual(
          [shown['id'], shown['version'], shown['contentHash'], shown['device'], shown['late']],
          [given['id'], given['version'], given['content_hash'], given['device'], false],
        );
        const page = await send(`${house.baseUrl}/announcements/${idOf(alarm)}`, { headers: { cookie } });
        assert.equal(page.status, 200);
        assert.ok(page.text.includes('<strong>Halle 3</strong>'));
      });

      it('shows Anna the progress that was reached', async () => {
        const anna = await signIn(house.baseUrl, 'anna');
        const progressOf = async (title: string) => {
          const { json } = await anna.call('GET', `/announcements/${idOf(title)}/progress`);
          const { recipients, confirmed, outstanding, left, late } = json as Record<string, number>;
          return { recipients, confirmed, outstanding, left, late };
        };
        const none = { confirmed: 0, left: 0, late: 0 };
        assert.deepEqual(
          [await progressOf(alarm), await progressOf(assembly), await progressOf(menu)],
          [
            { recipients: 5, confirmed: 3, outstanding: 1, left: 1, late: 1 },
            { ...none, recipients: 5, confirmed: 1, outstanding: 4 },
            { ...none, recipients: 11, outstanding: 11 },
          ],
        );
      });

      it('takes the confirmation that was outstanding, as the pages of the old version send it', async () => {
        const { csrfToken } = (await get('/me')).json as { csrfToken: string };
        const url = `${house.baseUrl}/api/v1/announcements/${idOf(assembly)}/acknowledgement`;
        const headers = { cookie, 'x-csrf-token': csrfToken, 'content-type': 'application/json' };
        const body = JSON.stringify({ version: 1, clientAckId: randomUUID() });
        const [first, again] = [
          await send(url, { method: 'POST', headers, body }),
          await send(url, { method: 'POST', headers, body }),
        ];
        assert.deepEqual([first.status, again.status], [201, 200], first.text);
        assert.deepEqual(again.json, first.json);
        assert.deepEqual((await get('/inbox?state=outstanding')).json, { items: [], next: null });
      });

      it('releases the draft that lay there', async () => {
        const anna = await signIn(house.baseUrl, 'anna');
        assert.equal((await release(anna, idOf('Inventur'))).recipients, 1);
      });

      it('has kept counts that equal a recount', async () => {
        const { db, database } = house.umlauf;
        const announcements = (await db('announcements').whereNotNull('released_at').pluck('id')) as string[];
        assert.equal(announcements.length, 4);
        const kept = () =>
          db('obligation_counts').orderBy(['announcement_id', 'team_id']) as Promise<object[]>;
        const before = await kept();
        await database.transaction(async (tx) => {
          for (const id of announcements) await recountObligations(tx, id, 'all');
        });
        assert.deepEqual(await kept(), before);
        const sum = await db('confirmation_buckets').sum({ confirmed: 'confirmed' }).first<Row>();
        assert.equal(Number(sum['confirmed']), rowsOf('acknowledgements', {}).length + 1);
      });
    });
  }
}
