import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { draftFor } from '../support/announcing.ts';
import { leave } from '../support/membership.ts';
import type { Answer, Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Shown = { id: string; status: string; releasedAt: string | null; recipients?: number };

describeOnEachDatabase('What is critical for everyone', (world) => {
  let anna: Visitor;
  let second: Visitor;
  let ben: Visitor;
  before(async () => {
    anna = await world().signIn('anna');
    second = await world().signIn('c.oeztuerk');
    ben = await world().signIn('ben');
  });

  const press = (publisher: Visitor, id: string): Promise<Answer> =>
    publisher.call('POST', `/announcements/${id}/release`, undefined, { 'idempotency-key': randomUUID() });
  const decide = (person: Visitor, id: string, body: object = {}): Promise<Answer> =>
    person.call('POST', `/announcements/${id}/approval`, body);
  const reasonOf = ({ json }: Answer): string => (json as { detail: string }).detail;

  async function submitted(given: { releaseAt?: number } = {}): Promise<string> {
    const { id } = await draftFor(anna, { everyone: true, priority: 'critical', deadlineAt: null, ...given });
    if (given.releaseAt !== undefined) {
      const releaseAt = new Date(given.releaseAt).toISOString();
      assert.equal((await anna.call('PATCH', `/announcements/${id}`, { releaseAt })).status, 200);
    }
    const answer = await press(anna, id);
    assert.equal(answer.status, 202, answer.text);
    assert.deepEqual(
      [(answer.json as Shown).status, (answer.json as Shown).recipients],
      ['awaiting-approval', 62],
    );
    return id;
  }

  it('waits for a second person and is seen by no recipient before', async () => {
    const id = await submitted();
    assert.equal((await ben.call('GET', `/announcements/${id}`)).status, 404);
    assert.equal((await press(anna, id)).status, 409);
    assert.equal((await decide(anna, id)).status, 403, 'the sender is not the second person');
    const approved = await decide(second, id, { recipients: 62 });
    assert.equal(approved.status, 200, approved.text);
    assert.equal((approved.json as Shown).status, 'released');
    assert.equal((await ben.call('GET', `/announcements/${id}`)).status, 200);
    assert.equal((await decide(second, id)).status, 409, 'it is decided once');
  });

  it('does not exist for anybody else', async () => {
    const id = await submitted();
    for (const login of ['ben', 'clara', 'deniz', 'esther'])
      assert.equal((await decide(await world().signIn(login), id)).status, 404, login);
  });

  it('is approved only as it was submitted: a changed text asks again', async () => {
    const id = await submitted();
    const { updated_at: seenAt } = (await world().umlauf.db('announcements').where({ id }).first()) as {
      updated_at: number;
    };
    assert.equal((await anna.call('PATCH', `/announcements/${id}`, { body: 'Ganz anders.' })).status, 200);
    assert.equal((await decide(second, id)).status, 404, 'it is a draft again');
    assert.equal((await press(anna, id)).status, 202);
    const form = { decision: 'approve', updatedAt: String(seenAt), recipients: '62' };
    const stale = await second.post(`/announcements/${id}/approval`, form);
    assert.equal(stale.status, 409);
    assert.equal((await decide(second, id)).status, 200);
  });

  it('is not released when the number of people is another than the one shown', async () => {
    const id = await submitted();
    const answer = await decide(second, id, { recipients: 40 });
    assert.equal(answer.status, 409);
    assert.match(reasonOf(answer), /62.*40/);
  });

  it('goes back with a sentence, and is a draft again', async () => {
    const id = await submitted();
    assert.equal((await decide(second, id, { decision: 'send-back' })).status, 422);
    const note = 'Bitte Tor 3 nennen.';
    assert.equal((await decide(second, id, { decision: 'send-back', note })).status, 200);
    const { json } = await anna.call('GET', `/announcements/${id}`);
    assert.equal((json as Shown).status, 'draft');
  });

  it('may be approved for a later instant', async () => {
    const id = await submitted({ releaseAt: world().clock.now() + 3_600_000 });
    assert.equal(((await decide(second, id)).json as Shown).status, 'scheduled');
  });

  it('is approved by who may publish at that moment', async () => {
    const id = await submitted();
    await leave(world().umlauf, 'c.oeztuerk', 'Umlauf-Freigabe');
    assert.equal((await decide(second, id)).status, 404);
  });
});

describeOnEachDatabase(
  'A house in which one person reaches five people at most',
  (world) => {
    it('asks for a second person above that number, whatever the priority', async () => {
      const anna = await world().signIn('anna');
      const draft = await draftFor(anna, { teams: ['Frühschicht'], priority: 'normal' });
      const headers = { 'idempotency-key': randomUUID() };
      const many = await anna.call('POST', `/announcements/${draft.id}/release`, undefined, headers);
      assert.equal(many.status, 202, many.text);
      assert.deepEqual(
        (await anna.call('POST', `/announcements/${draft.id}/release`, undefined, headers)).json,
        many.json,
        'the same key answers the same',
      );
      const few = await draftFor(anna, { people: ['ben', 'clara'], priority: 'critical' });
      const key = { 'idempotency-key': randomUUID() };
      assert.equal((await anna.call('POST', `/announcements/${few.id}/release`, undefined, key)).status, 200);
    });
  },
  () => ({ APPROVAL_ABOVE: '5' }),
);
