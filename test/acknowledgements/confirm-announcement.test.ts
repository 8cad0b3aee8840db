import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Receipt } from '../../server/acknowledgements/receipt.ts';
import { confirm, draftFor, released } from '../support/announcing.ts';
import { join, leave } from '../support/membership.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Problem = { type: string };
const typeOf = ({ json }: { json: unknown }): string => (json as Problem).type;

describeOnEachDatabase('Confirming an announcement', (world) => {
  const cast = () => Promise.all([world().signIn('anna'), world().signIn('ben')]);
  const rowsOf = (id: string) => world().umlauf.db('acknowledgements').where({ announcement_id: id });

  it('answers a receipt, and the same receipt ever after', async () => {
    const [anna, ben] = await cast();
    const { id, number, contentHash } = await released(anna, {
      teams: ['Frühschicht'],
      title: 'Brandschutz',
    });
    const first = await confirm(ben, id);
    assert.equal(first.status, 201, first.text);
    const { acknowledgedAt, deadlineAt, id: receiptId, device, ...receipt } = first.json as Receipt;
    assert.deepEqual(receipt, {
      ...{
        announcementId: id,
        number,
        title: 'Brandschutz',
        version: 1,
        contentHash,
        late: false,
        ...{ claimedAt: null, inTimeByClaim: false },
        signedInHow: 'demo',
      },
      person: { id: ben.personId, login: 'ben', name: 'Ben Yıldız', department: 'Frühschicht' },
    });
    assert.match(receiptId, /^[0-9a-f]{32}$/);
    assert.ok(Math.abs(Date.parse(acknowledgedAt) - world().clock.now()) < 5000);
    assert.ok(deadlineAt !== null && device !== '');
    for (const again of [
      await confirm(ben, id),
      await ben.call('GET', `/announcements/${id}/acknowledgement`),
    ]) {
      assert.equal(again.status, 200);
      assert.deepEqual(again.json, first.json);
    }
  });

  it('leaves one row, and one entry in the record, of twenty at once', async () => {
    const [anna, ben] = await cast();
    const { id } = await released(anna, { teams: ['Frühschicht'] });
    const answers = await Promise.all(Array.from({ length: 20 }, () => confirm(ben, id)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [...Array<number>(19).fill(200), 201]);
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    assert.equal((await rowsOf(id)).length, 1);
    const record = { action: 'acknowledgement:given', subject: id, actor_id: ben.personId };
    assert.equal((await world().umlauf.db('audit_entries').where(record)).length, 1);
  });

  it('answers the same receipt to a retry, also when its owner has left the team meanwhile', async () => {
    const [anna, ben] = await cast();
    const { id } = await released(anna, { teams: ['Frühschicht'] });
    const first = await confirm(ben, id);
    await leave(world().umlauf, 'ben', 'Frühschicht');
    const again = await confirm(ben, id);
    await join(world().umlauf, 'ben', 'Frühschicht');
    assert.deepEqual([first.status, again.status], [201, 200]);
    assert.deepEqual(again.json, first.json);
  });

  it('does not exist for whom it was not meant', async () => {
    const [anna] = await cast();
    const clara = await world().signIn('clara');
    const { id } = await released(anna, { teams: ['Frühschicht'] });
    assert.equal((await confirm(clara, id)).status, 404);
    assert.equal((await clara.call('GET', `/announcements/${id}/acknowledgement`)).status, 404);
    assert.equal(
      (await clara.post(`/announcements/${id}/acknowledgement`, { version: '1', clientAckId: randomUUID() }))
        .status,
      404,
    );
    assert.equal((await clara.get(`/announcements/${id}/acknowledgement`)).status, 404);
    assert.equal((await clara.get(`/announcements/${id}/acknowledgement.json`)).status, 404);
    assert.equal((await rowsOf(id)).length, 0);
  });

  it('is refused to the sender, unless he is a recipient too', async () => {
    const [anna] = await cast();
    const { id } = await released(anna, { teams: ['Frühschicht'] });
    const refused = await confirm(anna, id);
    assert.deepEqual([refused.status, typeOf(refused)], [403, '/problems/not-a-recipient']);
    const { id: ofAll } = await released(anna, { everyone: true });
    assert.equal((await confirm(anna, ofAll)).status, 201);
  });

  it('is refused where there is nothing to confirm, in a draft, and for another version', async () => {
    const [anna, ben] = await cast();
    const { id: mere } = await released(anna, { teams: ['Frühschicht'], acknowledgement: 'none' });
    const refused = await confirm(ben, mere);
    assert.deepEqual([refused.status, typeOf(refused)], [409, '/problems/nothing-to-confirm']);
    const draft = await draftFor(anna, { teams: ['Frühschicht'] });
    assert.equal((await confirm(ben, draft.id)).status, 404);
    const { id } = await released(anna, { teams: ['Frühschicht'] });
    assert.equal((await confirm(ben, id, 2)).status, 422);
    assert.equal((await rowsOf(id)).length, 0);
  });

  it('asks for a version and an id of the click', async () => {
    const [anna, ben] = await cast();
    const { id } = await released(anna, { teams: ['Frühschicht'] });
    const path = `/announcements/${id}/acknowledgement`;
    const clientAckId = randomUUID();
    const odd = [
      {},
      { version: 1 },
      { clientAckId },
      { version: '1', clientAckId },
      { version: 0, clientAckId },
      [],
    ];
    for (const body of [
      ...odd,
      { version: 1, clientAckId: 'with a space' },
      { version: 1, clientAckId, more: 1 },
    ]) {
      assert.equal((await ben.call('POST', path, body)).status, 400, JSON.stringify(body));
    }
  });

  it('may come late, and shows that it did', async () => {
    const [anna, ben] = await cast();
    const mehmet = await world().signIn('m.aydogan');
    const deadlineAt = world().clock.now() + 3_600_000;
    const { id } = await released(anna, { teams: ['Frühschicht'], deadlineAt });
    world().clock.setTo(deadlineAt - 60_000);
    assert.equal(((await confirm(mehmet, id)).json as Receipt).late, false);
    world().clock.setTo(deadlineAt + 1000);
    const late = await confirm(ben, id);
    assert.equal(late.status, 201);
    assert.equal((late.json as Receipt).late, true);
    assert.equal((late.json as Receipt).deadlineAt, new Date(deadlineAt).toISOString());
    const { obligation } = (await ben.call('GET', `/announcements/${id}`)).json as { obligation: object };
    assert.deepEqual({ ...obligation, state: 'confirmed', late: true }, obligation);
    const progress = (await anna.call('GET', `/announcements/${id}/progress`)).json as Record<string, number>;
    assert.deepEqual([progress['confirmed'], progress['late']], [2, 1]);
  });
});
