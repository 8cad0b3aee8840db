import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { confirm, draftFor, released } from '../support/announcing.ts';
import { assertProblem } from '../support/bad-input/refused.ts';
import { changesNothing } from '../support/table-prints.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

describeOnEachDatabase('A confirmation that nobody gave (T10)', (world) => {
  let anna: Visitor;
  let ben: Visitor;
  let clara: Visitor;
  let id = '';

  before(async () => {
    [anna, ben, clara] = [
      await world().signIn('anna'),
      await world().signIn('ben'),
      await world().signIn('clara'),
    ];
    id = (await released(anna, { teams: ['Frühschicht'] })).id;
  });

  const path = (): string => `/announcements/${id}/acknowledgement`;
  const rows = () => world().umlauf.db('acknowledgements').where({ announcement_id: id });

  it('is not taken for somebody else, nor with anything besides', async () => {
    await changesNothing(world().umlauf.db, async () => {
      for (const extra of [
        'personId',
        'userId',
        'person',
        'acknowledgedAt',
        'contentHash',
        'late',
        'signedInHow',
      ]) {
        const body = { version: 1, clientAckId: randomUUID(), [extra]: clara.personId };
        assertProblem(await ben.call('POST', path(), body), 400, extra);
      }
      for (const stranger of [anna, clara])
        assertProblem(await confirm(stranger, id), stranger === anna ? 403 : 404, stranger.login);
    });
  });

  it('is not taken of a version that there is not', async () => {
    await changesNothing(world().umlauf.db, async () => {
      for (const version of [2, 99, 2 ** 31, Number.MAX_SAFE_INTEGER])
        assertProblem(await confirm(ben, id, version), 422, String(version));
      for (const version of [0, -1, 1.5, 2 ** 53])
        assertProblem(await confirm(ben, id, version), 400, String(version));
    });
  });

  it('does not come from looking, fetching ahead or asking in another way', async () => {
    await changesNothing(world().umlauf.db, async () => {
      for (const headers of [{}, { 'sec-purpose': 'prefetch' }, { purpose: 'prefetch' }]) {
        assert.equal((await ben.get(`/announcements/${id}`, headers)).status, 200);
        assert.equal((await ben.get(`${path()}?version=1&clientAckId=${randomUUID()}`, headers)).status, 404);
        assertProblem(
          await ben.call('GET', `${path()}?version=1&clientAckId=${randomUUID()}`, undefined, headers),
          404,
          'looking',
        );
      }
      assertProblem(await ben.call('PUT', path(), { version: 1, clientAckId: randomUUID() }), 405, 'PUT');
      assertProblem(await ben.call('DELETE', path()), 405, 'DELETE');
    });
  });

  it('does not exist for a draft or for what asks for none', async () => {
    const draft = await draftFor(anna, { teams: ['Frühschicht'] });
    const notice = await released(anna, {
      teams: ['Frühschicht'],
      acknowledgement: 'none',
      deadlineAt: null,
    });
    await changesNothing(world().umlauf.db, async () => {
      assertProblem(await confirm(ben, draft.id), 404, 'a draft');
      assertProblem(await confirm(ben, notice.id), 409, 'nothing to confirm');
    });
  });

  it('sent by the form with another person in it is the own one, and sent 50 times at once it is one', async () => {
    const form = await ben.post(path(), {
      version: '1',
      clientAckId: randomUUID(),
      personId: clara.personId,
    });
    assert.equal(form.status, 303);
    assert.deepEqual(
      ((await rows()) as { person_id: string }[]).map((row) => row.person_id),
      [ben.personId],
    );
    const yasmin = await world().signIn('y.haddad');
    const answers = await Promise.all(Array.from({ length: 50 }, () => confirm(yasmin, id)));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [...Array<number>(49).fill(200), 201]);
    assert.equal(new Set(answers.map(({ json }) => (json as { id: string }).id)).size, 1);
    assert.equal(((await rows()) as unknown[]).length, 2);
  });
});
