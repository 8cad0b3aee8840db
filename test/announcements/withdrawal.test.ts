import assert from 'node:assert/strict';
import { confirm, draftFor, release, released } from '../support/announcing.ts';
import { eventually } from '../support/eventually.ts';
import { join, leave } from '../support/membership.ts';
import { startPushCapture, type PushCapture } from '../support/push-capture.ts';
import type { Answer, Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Shown = { status: string; title: string; body: string; withdrawalReason: string | null };
type Told = { path: string; kind: string; title: string };

let capture: PushCapture;
const captures: PushCapture[] = [];
after(async () => {
  for (const one of captures) await one.stop();
});

describeOnEachDatabase(
  'What has been withdrawn',
  (world) => {
    let anna: Visitor;
    let ben: Visitor;
    before(async () => {
      anna = await world().signIn('anna');
      ben = await world().signIn('ben');
      for (const person of [ben, await world().signIn('y.haddad'), await world().signIn('clara')])
        assert.equal((await person.call('POST', '/push-subscriptions', capture.issue())).status, 201);
    });
    const withdraw = (id: string, body: object = {}): Promise<Answer> =>
      anna.call('POST', `/announcements/${id}/withdrawal`, body);
    const lookAt = async (person: Visitor, id: string): Promise<Shown> =>
      (await person.call('GET', `/announcements/${id}`)).json as Shown;
    const toldOf = (id: string): Told[] =>
      capture.captured
        .map(({ path, plaintext }) => {
          const { notification } = JSON.parse(plaintext) as {
            notification: { title: string; data: { kind: string; id: string } };
          };
          return { path, title: notification.title, ...notification.data };
        })
        .filter((notice) => notice.id === id);
    const told = (id: string, count: number): Promise<Told[]> =>
      eventually(
        () => toldOf(id),
        ({ length }) => length >= count,
      );

    it('is recalled within a minute with one press, from exactly those whom it reached', async () => {
      const { id } = await released(anna, { teams: ['Frühschicht'] });
      const reached = (await told(id, 2)).map(({ path }) => path).sort();
      assert.equal((await confirm(ben, id)).status, 201);
      const answer = await withdraw(id);
      assert.equal(answer.status, 200, answer.text);
      const all = await told(id, 4);
      const recalled = all.filter(({ kind }) => kind === 'correction');
      assert.deepEqual(recalled.map(({ path }) => path).sort(), reached);
      assert.ok(recalled.some(({ title }) => title === 'Mitteilung zurückgezogen'));
    });

    it('leaves a tombstone with the reason and without the text; confirmations and receipts stay', async () => {
      const { id } = await released(anna, { teams: ['Frühschicht'], body: 'Tor 2 ist zu.' });
      const receipt = await confirm(ben, id);
      world().clock.advance(60_001);
      assert.equal((await withdraw(id)).status, 422, 'after a minute a reason is needed');
      assert.equal((await withdraw(id, { reason: 'Tor 2 ist wieder frei.' })).status, 200);
      const shown = await lookAt(ben, id);
      assert.deepEqual([shown.status, shown.body], ['withdrawn', '']);
      assert.equal(shown.withdrawalReason, 'Tor 2 ist wieder frei.');
      assert.equal((await lookAt(anna, id)).body, 'Tor 2 ist zu.', 'its sender keeps the text');
      assert.deepEqual((await confirm(ben, id)).json, receipt.json);
      const haddad = await world().signIn('y.haddad');
      assert.equal((await confirm(haddad, id)).status, 409);
      const { json } = await haddad.call('GET', '/inbox?state=outstanding&limit=100');
      assert.ok(!(json as { items: { id: string }[] }).items.some((item) => item.id === id));
    });

    it('is not sent to a device that was not told of it yet, and reaches no newcomer', async () => {
      const { id } = await released(anna, { teams: ['Verpflegung'] });
      assert.equal((await withdraw(id)).status, 200);
      await join(world().umlauf, 'clara', 'Verpflegung');
      const clara = await world().signIn('clara');
      assert.equal((await clara.call('GET', `/announcements/${id}`)).status, 404);
      await leave(world().umlauf, 'clara', 'Verpflegung');
      assert.deepEqual(toldOf(id), []);
    });

    it('is withdrawn once, by its sender, after its release', async () => {
      const { id } = await released(anna, { teams: ['Frühschicht'] });
      const draft = await draftFor(anna, { teams: ['Frühschicht'] });
      for (const [login, status] of [
        ['ben', 403],
        ['clara', 404],
        ['c.oeztuerk', 404],
      ] as const) {
        const person = await world().signIn(login);
        const answer = await person.call('POST', `/announcements/${id}/withdrawal`, { reason: 'Irrtum' });
        assert.equal(answer.status, status, login);
      }
      assert.equal((await withdraw(draft.id)).status, 409);
      assert.equal((await withdraw(id)).status, 200);
      assert.equal((await withdraw(id, { reason: 'Noch einmal.' })).status, 409);
      const correction = { kind: 'material', body: 'Neu.' };
      assert.equal((await anna.call('POST', `/announcements/${id}/correction`, correction)).status, 409);
      assert.equal((await anna.call('POST', `/announcements/${id}/reminder`, {})).status, 409);
    });

    it('and what no longer holds ask nobody, and are in nobody’s count', async () => {
      const expiresAt = world().clock.now() + 3_600_000;
      const { id } = await draftFor(anna, { people: ['ben'], deadlineAt: null });
      const given = { expiresAt: new Date(expiresAt).toISOString() };
      assert.equal((await anna.call('PATCH', `/announcements/${id}`, given)).status, 200);
      await release(anna, id);
      const waits = async () => {
        const { json } = await ben.call('GET', '/inbox?state=outstanding&limit=100');
        return (json as { items: { id: string }[] }).items.some((item) => item.id === id);
      };
      assert.equal(await waits(), true);
      world().clock.setTo(expiresAt);
      assert.equal(await waits(), false);
      assert.equal((await confirm(ben, id)).status, 201, 'what comes late from a phone still counts');
    });

    it('as an exercise says so on the lock screen before anything else', async () => {
      const { id } = await draftFor(anna, { people: ['ben'] });
      assert.equal((await anna.call('PATCH', `/announcements/${id}`, { drill: true })).status, 200);
      await release(anna, id);
      assert.equal((await told(id, 1))[0]?.title, 'ÜBUNG: Kritische Mitteilung');
    });
  },
  async () => {
    capture = await startPushCapture();
    captures.push(capture);
    return { PUSH_ALLOWED_HOSTS: capture.host, PUSH_CA_FILE: capture.caFile };
  },
);
