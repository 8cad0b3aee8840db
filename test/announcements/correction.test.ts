import assert from 'node:assert/strict';
import { confirm, draftFor, release, released } from '../support/announcing.ts';
import { eventually } from '../support/eventually.ts';
import { join, leave } from '../support/membership.ts';
import { startPushCapture, type PushCapture } from '../support/push-capture.ts';
import type { Answer, Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Shown = {
  version: number;
  body: string;
  contentHash: string;
  obligation: { state: string; confirmedVersion: number | null } | null;
};
type Receipt = { version: number; contentHash: string; title: string };
type Pushed = { kind: string; title: string; body: string };

describeOnEachDatabase(
  'A correction of what has been released',
  (world) => {
    let anna: Visitor;
    let ben: Visitor;
    before(async () => {
      anna = await world().signIn('anna');
      ben = await world().signIn('ben');
      assert.equal((await ben.call('POST', '/push-subscriptions', capture.issue())).status, 201);
    });
    beforeEach(() => {
      capture.captured.length = 0;
    });

    const correct = (id: string, body: object): Promise<Answer> =>
      anna.call('POST', `/announcements/${id}/correction`, body);
    const lookAt = async (person: Visitor, id: string): Promise<Shown> =>
      (await person.call('GET', `/announcements/${id}`)).json as Shown;
    const progressOf = async (id: string) => {
      const { json } = await anna.call('GET', `/announcements/${id}/progress`);
      const { confirmed, outstanding } = json as { confirmed: number; outstanding: number };
      return { confirmed, outstanding };
    };
    const pushed = (count: number): Promise<Pushed[]> =>
      eventually(
        () =>
          capture.captured.map(({ plaintext }) => {
            const { notification } = JSON.parse(plaintext) as {
              notification: { title: string; body: string; data: { kind: string } };
            };
            return { kind: notification.data.kind, title: notification.title, body: notification.body };
          }),
        ({ length }) => length >= count,
      );

    it('that is editorial keeps the confirmations, and nobody is disturbed', async () => {
      const { id, contentHash } = await released(anna, { teams: ['Frühschicht'] });
      // Whoever has confirmed before is told no more.
      await pushed(1);
      assert.equal((await confirm(ben, id)).status, 201);
      const before = await progressOf(id);
      const answer = await correct(id, { kind: 'editorial', body: 'Benutzen Sie **Tor 2** (Nordseite).' });
      assert.equal(answer.status, 200, answer.text);
      assert.deepEqual(await progressOf(id), before);
      const shown = await lookAt(ben, id);
      assert.deepEqual([shown.version, shown.obligation?.state], [2, 'confirmed']);
      assert.notEqual(shown.contentHash, contentHash);
      const receipt = (await confirm(ben, id, 2)).json as Receipt;
      assert.deepEqual(
        [receipt.version, receipt.contentHash],
        [1, contentHash],
        'the receipt stays what it was',
      );
      const y = await world().signIn('y.haddad');
      assert.equal((await confirm(y, id, 1)).status, 201, 'who has the older text open confirms that');
      assert.deepEqual(
        (await pushed(1)).map(({ kind }) => kind),
        ['announcement'],
      );
    });

    it('that is material asks again whoever confirmed, and tells every device', async () => {
      const { id } = await released(anna, { teams: ['Frühschicht'] });
      await pushed(1);
      const first = (await confirm(ben, id)).json as Receipt;
      const answer = await correct(id, {
        kind: 'material',
        title: 'Tor 3 statt Tor 2',
        note: 'Tor 2 klemmt.',
      });
      assert.equal(answer.status, 200, answer.text);
      const [, correction] = await pushed(2);
      assert.deepEqual(
        [correction?.kind, correction?.title],
        ['correction', 'Mitteilung geändert'],
        'and the lock screen shows no content',
      );
      assert.equal((await progressOf(id)).confirmed, 0);
      const shown = await lookAt(ben, id);
      assert.deepEqual(shown.obligation?.state, 'outstanding');
      assert.equal(shown.obligation.confirmedVersion, 1);
      assert.equal((await confirm(ben, id, 1)).status, 409, 'the older text no longer counts');
      const second = await confirm(ben, id, 2);
      assert.equal(second.status, 201);
      assert.equal((second.json as Receipt).title, 'Tor 3 statt Tor 2');
      const rows = (await world()
        .umlauf.db('acknowledgements')
        .where({ announcement_id: id, person_id: ben.personId })
        .orderBy('version')
        .pluck('content_hash')) as string[];
      assert.deepEqual(rows, [first.contentHash, (second.json as Receipt).contentHash]);
    });

    it('reaches the same people, and newcomers at once in its new version', async () => {
      const { id } = await released(anna, { teams: ['Frühschicht'] });
      const recipients = async () =>
        (await world()
          .umlauf.db('recipients')
          .where({ announcement_id: id })
          .orderBy('person_id')
          .pluck('person_id')) as string[];
      const before = await recipients();
      assert.equal((await correct(id, { kind: 'material', body: 'Neu.' })).status, 200);
      assert.deepEqual(await recipients(), before);
      await join(world().umlauf, 'clara', 'Frühschicht');
      const clara = await world().signIn('clara');
      assert.deepEqual([(await lookAt(clara, id)).version, (await lookAt(clara, id)).body], [2, 'Neu.']);
      assert.equal((await confirm(clara, id, 1)).status, 409);
      assert.equal((await confirm(clara, id, 2)).status, 201);
      await leave(world().umlauf, 'clara', 'Frühschicht');
    });

    it('is refused in words, and changes nothing', async () => {
      const { id } = await released(anna, { teams: ['Frühschicht'] });
      const draft = await draftFor(anna, { teams: ['Frühschicht'] });
      const refusals: [string, object, number][] = [
        [id, {}, 400],
        [id, { kind: 'small', body: 'Neu.' }, 400],
        [id, { kind: 'material' }, 422],
        [id, { kind: 'material', title: ' ' }, 422],
        [id, { kind: 'material', body: '' }, 422],
        [id, { kind: 'material', body: 'Neu.', deadlineAt: '2020-01-01T00:00:00Z' }, 422],
        [id, { kind: 'material', body: 'Neu.', version: 2 }, 409],
        [draft.id, { kind: 'material', body: 'Neu.' }, 409],
      ];
      for (const [which, body, status] of refusals)
        assert.equal((await correct(which, body)).status, status, JSON.stringify(body));
      assert.equal((await lookAt(anna, id)).version, 1);
      for (const [login, status] of [
        ['ben', 403],
        ['clara', 404],
        ['c.oeztuerk', 404],
      ] as const) {
        const person = await world().signIn(login);
        const answer = await person.call('POST', `/announcements/${id}/correction`, {
          kind: 'material',
          body: 'Neu.',
        });
        assert.equal(answer.status, status, login);
      }
    });

    it('and a confirmation at the same instant agree on which text was confirmed', async () => {
      for (let round = 0; round < 5; round += 1) {
        const { id } = await released(anna, { people: ['ben', 'y.haddad', 'm.aydogan'] });
        const people = await Promise.all(['ben', 'y.haddad', 'm.aydogan'].map((who) => world().signIn(who)));
        const answers = await Promise.all([
          ...people.map((person) => confirm(person, id)),
          correct(id, { kind: 'material', body: 'Neu.' }),
        ]);
        assert.equal(answers.at(-1)?.status, 200);
        for (const { status } of answers.slice(0, -1)) assert.ok(status === 201 || status === 409);
        const { confirmed, outstanding } = await progressOf(id);
        assert.deepEqual([confirmed, outstanding], [0, 3]);
      }
    });

    it('covers every language of the text with one version', async () => {
      const { id } = await draftFor(anna, { people: ['ben', 'l.bakker'] });
      const dutch = { language: 'nl', title: 'Vluchtweg afgesloten', body: 'Gebruik poort 2.' };
      const given = { translations: [dutch] };
      assert.equal((await anna.call('PATCH', `/announcements/${id}`, given)).status, 200);
      await release(anna, id);
      const inDutch = await world().signIn('l.bakker');
      const { json } = await inDutch.call('GET', '/inbox?state=outstanding');
      const card = (json as { items: { id: string; title: string }[] }).items.find((item) => item.id === id);
      assert.equal(card?.title, 'Vluchtweg afgesloten');
      const change = { kind: 'material', translations: [{ ...dutch, body: 'Gebruik poort 3.' }] };
      assert.equal((await correct(id, change)).status, 200);
      const shown = (await lookAt(inDutch, id)) as Shown & { translations: { body: string }[] };
      assert.deepEqual([shown.version, shown.translations[0]?.body], [2, 'Gebruik poort 3.']);
      assert.equal((await confirm(inDutch, id, 2)).status, 201);
    });
  },
  async () => {
    capture = await startPushCapture();
    captures.push(capture);
    return { PUSH_ALLOWED_HOSTS: capture.host, PUSH_CA_FILE: capture.caFile };
  },
);

let capture: PushCapture;
const captures: PushCapture[] = [];
after(async () => {
  for (const one of captures) await one.stop();
});
