import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { verifyAudit } from '../../server/audit/verify-audit.ts';
import { draftFor, release, released } from '../support/announcing.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Problem = { type: string };

describeOnEachDatabase('Releasing an announcement', (world) => {
  const releaseWith = async (login: string, id: string, key: string) =>
    (await world().signIn(login)).call('POST', `/announcements/${id}/release`, undefined, {
      'idempotency-key': key,
    });

  it('gives every member of the teams one obligation, and nobody else', async () => {
    const [anna, ben, clara] = [
      await world().signIn('anna'),
      await world().signIn('ben'),
      await world().signIn('clara'),
    ];
    const draft = await draftFor(anna, { teams: ['Frühschicht'] });
    assert.equal((await ben.call('GET', `/announcements/${draft.id}`)).status, 404);
    const answer = await release(anna, draft.id);
    assert.equal(answer.recipients, 8);
    assert.equal((await ben.call('GET', `/announcements/${draft.id}`)).status, 200);
    assert.equal((await clara.call('GET', `/announcements/${draft.id}`)).status, 404);
  });

  it('reaches through nested teams, each person once', async () => {
    const anna = await world().signIn('anna');
    const { recipients: plants } = await released(anna, { teams: ['Beide Werke'] });
    const { recipients: overlapping } = await released(anna, {
      teams: ['Beide Werke', 'Produktion'],
      people: ['ben'],
    });
    assert.equal(overlapping, plants);
    const { recipients: without } = await released(anna, {
      teams: ['Beide Werke'],
      exceptTeams: ['Frühschicht'],
    });
    assert.equal(without, plants - 8);
  });

  it('releases once, however often the same key is sent', async () => {
    const anna = await world().signIn('anna');
    const draft = await draftFor(anna, { teams: ['Nachtschicht'] });
    const headers = { 'idempotency-key': 'the-same-key-again' };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        anna.call('POST', `/announcements/${draft.id}/release`, undefined, headers),
      ),
    );
    assert.deepEqual(
      answers.map(({ status }) => status),
      Array(8).fill(200),
    );
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1, 'all are told the same');
    const rows = await world()
      .umlauf.db('audit_entries')
      .where({ action: 'announcement:released', subject: draft.id });
    assert.equal(rows.length, 1);
  });

  it('releases once when two release at once with keys of their own: the other is refused', async () => {
    const anna = await world().signIn('anna');
    for (let round = 0; round < 5; round += 1) {
      const { id } = await draftFor(anna, { teams: ['Beide Werke'] });
      const answers = await Promise.all(
        Array.from({ length: 2 }, () => releaseWith('anna', id, randomUUID())),
      );
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
      const refused = answers.find(({ status }) => status === 409)?.json as Problem;
      assert.equal(refused.type, '/problems/already-released');
    }
  });

  it('refuses a key that has released something else, and what is no key', async () => {
    const anna = await world().signIn('anna');
    const [one, other] = [
      await draftFor(anna, { people: ['ben'] }),
      await draftFor(anna, { people: ['ben'] }),
    ];
    assert.equal((await releaseWith('anna', one.id, 'a-key-used-before')).status, 200);
    assert.equal((await releaseWith('anna', other.id, 'a-key-used-before')).status, 409);
    for (const key of ['x'.repeat(256), 'with a space']) {
      assert.equal((await releaseWith('anna', other.id, key)).status, 400, key);
    }
    assert.equal((await anna.call('POST', `/announcements/${other.id}/release`)).status, 400);
    assert.equal((await releaseWith('anna', other.id, 'a-key-of-its-own')).status, 200);
  });

  it('refuses what nobody would get, and what says nothing', async () => {
    const anna = await world().signIn('anna');
    const nobody = await draftFor(anna, { people: ['ben'], exceptTeams: ['Frühschicht'] });
    const empty = await draftFor(anna, { people: ['ben'], body: ' ' });
    assert.equal((await releaseWith('anna', nobody.id, randomUUID())).status, 422);
    assert.equal((await releaseWith('anna', empty.id, randomUUID())).status, 422);
  });

  it('is the sender’s: another publisher finds no draft, a recipient is refused', async () => {
    const anna = await world().signIn('anna');
    const { id } = await draftFor(anna, { people: ['ben', 'm.wojcik'] });
    assert.equal((await releaseWith('m.wojcik', id, randomUUID())).status, 404);
    await release(anna, id);
    assert.equal((await releaseWith('ben', id, randomUUID())).status, 403);
  });

  it('keeps an unbroken record', async () => {
    const verdict = await verifyAudit(world().umlauf.db);
    assert.equal(verdict.intact, true);
  });
});
