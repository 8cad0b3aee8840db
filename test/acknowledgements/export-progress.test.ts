import assert from 'node:assert/strict';
import { confirm, released } from '../support/announcing.ts';
import { leave } from '../support/membership.ts';
import { readCsv } from '../support/read-csv.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const hour = 3600 * 1000;
const hostile = [
  '=HYPERLINK("http://127.0.0.1:9","Lohn")',
  '+49 170 1234567',
  '-2+3+cmd|" /C calc"!A0',
  '@SUM(1+1)*cmd',
  '\t=1+1',
  ' =1+1',
  'Nur "so", ja; genau',
  "O'Neill\r\nZweite Zeile",
];

describeOnEachDatabase('The export of the recipients', (world) => {
  let anna: Visitor;
  before(async () => {
    anna = await world().signIn('anna');
    await anna.post('/me/language', { language: 'de' });
  });

  const releasedNow = (given: Parameters<typeof released>[1]) =>
    released(anna, { deadlineAt: world().clock.now() + 24 * hour, ...given });
  const fetchFile = (id: string, visitor: Visitor = anna) => visitor.get(`/announcements/${id}/progress.csv`);

  it('opens in a spreadsheet: UTF-8 with its mark, a head in the language of the sender, a line for each', async () => {
    const { id, number, recipients } = await releasedNow({ everyone: true });
    const answer = await fetch(`${world().baseUrl}/announcements/${id}/progress.csv`, {
      headers: { cookie: anna.cookie },
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    assert.equal(answer.headers.get('content-type'), 'text/csv; charset=utf-8');
    assert.equal(answer.headers.get('content-disposition'), `attachment; filename=umlauf-${number}.csv`);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const [head, ...lines] = readCsv(bytes.subarray(3).toString());
    assert.deepEqual(head, [
      ...['Name', 'Team', 'Stand', 'Bestätigt (UTC)', 'Bestätigt (Europe/Berlin)'],
      ...['Nach der Frist', 'Fassung', 'Zeit laut Gerät (UTC)'],
      ...['Weg', 'Zustellung', 'Zustellung entschieden (UTC)'],
    ]);
    assert.equal(lines.length, recipients);
    assert.equal(new Set(lines.map((line) => line.length)).size, 1);
    assert.ok(lines.some(([name, team]) => name === 'Ben Yıldız' && team === 'Frühschicht'));
  });

  it('tells how each stands, when and on which version, late or not, and what the device claims', async () => {
    const { id } = await releasedNow({ teams: ['Frühschicht'] });
    const [ben, mehmet] = [await world().signIn('ben'), await world().signIn('m.aydogan')];
    const claimedAt = new Date(world().clock.now()).toISOString();
    world().clock.advance(10 * 60_000);
    const claim = { version: 1, clientAckId: 'from-the-lift', claimedAt };
    assert.equal((await ben.call('POST', `/announcements/${id}/acknowledgement`, claim)).status, 201);
    world().clock.advance(25 * hour);
    assert.equal((await confirm(mehmet, id)).status, 201);
    await leave(world().umlauf, 'y.haddad', 'Frühschicht');
    const lines = readCsv((await fetchFile(id)).text.replace('\ufeff', ''));
    const lineOf = (name: string) => lines.find(([cell]) => cell === name)?.slice(1) ?? [];
    const [team, state, utc = '', local, late, version, claimed] = lineOf('Ben Yıldız');
    assert.deepEqual(
      [team, state, late, version, claimed],
      ['Frühschicht', 'bestätigt', 'nein', '1', claimedAt],
    );
    const inBerlin = new Intl.DateTimeFormat('sv-SE', {
      ...{ timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' },
    });
    assert.equal(local, inBerlin.format(Date.parse(utc)));
    assert.equal(lineOf('Mehmet Aydoğan')[4], 'ja');
    assert.deepEqual(lineOf('Yasmin Haddad').slice(1), [
      'nicht mehr dabei',
      '',
      '',
      '',
      '',
      '',
      'keiner',
      '',
      '',
    ]);
    assert.deepEqual(lineOf('Hüseyin Çelik').slice(1), ['offen', '', '', '', '', '', 'keiner', '', '']);
  });

  it('carries hostile names as text: nothing in it is a formula, and nothing breaks out of its cell', async () => {
    const { id } = await releasedNow({ teams: ['Nachtschicht'] });
    const db = world().umlauf;
    const people = (await db
      .db('recipients')
      .where({ announcement_id: id })
      .orderBy('person_id')
      .select('person_id')) as { person_id: string }[];
    const named = people
      .slice(0, hostile.length)
      .map(({ person_id }, at) => ({ person_id, name: hostile[at] }));
    const before = (await db.db('people').select('id', 'name')) as { id: string; name: string }[];
    await db.transaction(async (tx) => {
      for (const { person_id, name } of named) await tx('people').where({ id: person_id }).update({ name });
      await tx('teams').where({ name: 'Nachtschicht' }).update({ name: '=Nacht' });
    });
    const lines = readCsv((await fetchFile(id)).text.replace('\ufeff', ''));
    await db.transaction(async (tx) => {
      for (const { id: person, name } of before) await tx('people').where({ id: person }).update({ name });
      await tx('teams').where({ name: '=Nacht' }).update({ name: 'Nachtschicht' });
    });
    assert.equal(lines.length, people.length + 1);
    for (const cell of lines.flat()) assert.doesNotMatch(cell, /^\s*[=+\-@]|^[\t\r]/);
    for (const { name = '' } of named) {
      const isFormula = /^\s*[=+\-@\t]/.test(name);
      assert.ok(
        lines.some(([cell]) => cell === (isFormula ? `'${name}` : name)),
        name,
      );
    }
    assert.ok(lines.slice(1).every(([, team]) => team === "'=Nacht"));
  });

  it('is a look at names, recorded each time', async () => {
    const { id } = await releasedNow({ teams: ['Frühschicht'] });
    await fetchFile(id);
    await fetchFile(id);
    const looks = (await world()
      .umlauf.db('audit_entries')
      .where({ action: 'recipients:looked-at', subject: id })
      .select('details')) as { details: string }[];
    assert.deepEqual(
      looks.map(({ details }) => JSON.parse(details) as unknown),
      [{ by: 'file' }, { by: 'file' }],
    );
  });

  it('is there only where a confirmation is asked for', async () => {
    const { id } = await releasedNow({ teams: ['Frühschicht'], acknowledgement: 'none' });
    assert.equal((await fetchFile(id)).status, 409);
    const page = (await anna.get(`/announcements/${id}/progress`)).text;
    assert.ok(!page.includes('progress.csv'));
  });
});
