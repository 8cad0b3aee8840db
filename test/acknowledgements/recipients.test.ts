import assert from 'node:assert/strict';
import { confirm, released } from '../support/announcing.ts';
import { leave } from '../support/membership.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Recipient = {
  person: { id: string; name: string };
  team: string | null;
  state: string;
  version: number | null;
  acknowledgedAt: string | null;
  claimedAt: string | null;
};
type Page = { items: Recipient[]; next: string | null };

async function pageOf(sender: Visitor, id: string, query: Record<string, string>): Promise<Page> {
  const answer = await sender.call(
    'GET',
    `/announcements/${id}/recipients?${new URLSearchParams(query).toString()}`,
  );
  assert.equal(answer.status, 200, answer.text);
  return answer.json as Page;
}

async function listAll(sender: Visitor, id: string, limit: string): Promise<Recipient[]> {
  const all: Recipient[] = [];
  for (let after: string | null = ''; after !== null;) {
    const page: Page = await pageOf(sender, id, { limit, ...(after === '' ? {} : { after }) });
    assert.ok(page.items.length <= Number(limit));
    all.push(...page.items);
    after = page.next;
  }
  return all;
}

const names = ({ items }: Page): string[] => items.map(({ person }) => person.name);

describeOnEachDatabase('The recipients of an announcement', (world) => {
  it('are all there, page by page, each once', async () => {
    const anna = await world().signIn('anna');
    const { id, recipients } = await released(anna, { everyone: true });
    const all = await listAll(anna, id, '3');
    assert.equal(new Set(all.map(({ person }) => person.id)).size, recipients);
    assert.equal(all.length, recipients);
    const inOne = await pageOf(anna, id, { limit: '100' });
    assert.deepEqual(inOne.items, all);
    assert.equal(inOne.next, null);
  });

  it('are found by parts of their names, with the accents or without, and by their team', async () => {
    const anna = await world().signIn('anna');
    const { id } = await released(anna, { teams: ['Beide Werke', 'Pflege'] });
    const searches: [string, string[]][] = [
      ['Yıldız', ['Ben Yıldız']],
      ['YILDIZ', ['Ben Yıldız']],
      ['yil be', ['Ben Yıldız']],
      ['grossm', ['Heiner Großmann']],
      ['ismail', ['İsmail Demirtaş']],
      ['Wiesława', ['Wiesława Grabowska']],
      ['nobody of that name', []],
      ['%', []],
      ['_', []],
    ];
    for (const [q, expected] of searches) assert.deepEqual(names(await pageOf(anna, id, { q })), expected, q);
    const inNights = await pageOf(anna, id, { q: 'nachtschicht' });
    assert.equal(inNights.items.length, 6);
    assert.ok(inNights.items.every(({ team }) => team === 'Nachtschicht'));
  });

  it('are told apart by their state', async () => {
    const anna = await world().signIn('anna');
    const { id, recipients } = await released(anna, { teams: ['Spätschicht'] });
    await confirm(await world().signIn('o.ibrahim'), id);
    await leave(world().umlauf, 'r.vogt', 'Spätschicht');
    const confirmed = await pageOf(anna, id, { state: 'confirmed' });
    assert.deepEqual(names(confirmed), ['Omar Ibrahim']);
    assert.ok(Date.parse(confirmed.items[0]?.acknowledgedAt ?? '') > 0);
    assert.deepEqual(names(await pageOf(anna, id, { state: 'left' })), ['Reinhard Vogt']);
    const outstanding = await pageOf(anna, id, { state: 'outstanding' });
    assert.equal(outstanding.items.length, recipients - 2);
    assert.ok(
      outstanding.items.every(
        ({ state, version, acknowledgedAt, claimedAt }) =>
          state === 'outstanding' && version === null && acknowledgedAt === null && claimedAt === null,
      ),
    );
  });

  it('carry the version that they confirmed, and the time that their device claims', async () => {
    const anna = await world().signIn('anna');
    const { id } = await released(anna, { people: ['ben', 'clara'] });
    const claimedAt = new Date(world().clock.now()).toISOString();
    const ben = await world().signIn('ben');
    await ben.call('POST', `/announcements/${id}/acknowledgement`, {
      ...{ version: 1, clientAckId: 'below-ground', claimedAt },
    });
    const correction = { kind: 'editorial', body: 'Benutzen Sie **Tor 3**.' };
    assert.equal((await anna.call('POST', `/announcements/${id}/correction`, correction)).status, 200);
    await confirm(await world().signIn('clara'), id, 2);
    const { items } = await pageOf(anna, id, { state: 'confirmed' });
    const said = items.map(({ person, version, claimedAt: claimed }) => [person.name, version, claimed]);
    assert.deepEqual(said, [
      [items[0]?.person.name, 2, null],
      ['Ben Yıldız', 1, claimedAt],
    ]);
  });

  it('are listed as asked, or not at all', async () => {
    const anna = await world().signIn('anna');
    const { id } = await released(anna, { teams: ['Frühschicht'] });
    for (const query of [
      'limit=0',
      'limit=101',
      'limit=x',
      'state=late',
      'order=name',
      `q=${'x'.repeat(201)}`,
    ]) {
      assert.equal((await anna.call('GET', `/announcements/${id}/recipients?${query}`)).status, 400, query);
    }
  });

  it('are not looked at unrecorded: each call is a look, a page one in ten minutes', async () => {
    const anna = await world().signIn('anna');
    const { id } = await released(anna, { teams: ['Frühschicht'] });
    const looks = async (): Promise<string[]> => {
      const rows = (await world()
        .umlauf.db('audit_entries')
        .where({ action: 'recipients:looked-at', subject: id, actor_id: anna.personId })
        .orderBy('seq')) as { details: string }[];
      return rows.map(({ details }) => (JSON.parse(details) as { by: string }).by);
    };
    await anna.get(`/announcements/${id}/progress`);
    await anna.get(`/announcements/${id}/progress`);
    assert.deepEqual(await looks(), ['page']);
    world().clock.advance(10 * 60_000 + 1);
    await anna.get(`/announcements/${id}/progress`);
    assert.deepEqual(await looks(), ['page', 'page']);
    await pageOf(anna, id, {});
    await pageOf(anna, id, {});
    assert.deepEqual(await looks(), ['page', 'page', 'call', 'call']);
    await anna.call('GET', `/announcements/${id}/progress`);
    assert.equal((await looks()).length, 4, 'numbers name nobody');
  });
});
