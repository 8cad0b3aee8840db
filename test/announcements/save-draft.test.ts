import assert from 'node:assert/strict';
import { toLocalTime } from '../../server/platform/local-time.ts';
import { draftFor, released, type Draft } from '../support/announcing.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Problem = { type: string; field?: string };
const serialOf = ({ number }: Draft): number => Number(number.split('-')[1]);

describeOnEachDatabase('A draft', (world) => {
  it('is created with a number of this year, its text as given, and nobody to confirm it yet', async () => {
    const anna = await world().signIn('anna');
    const draft = await draftFor(anna, {
      title: 'Brandschutz',
      body: 'Bitte **lesen**.',
      teams: ['Frühschicht'],
    });
    const answer = await anna.call('GET', `/announcements/${draft.id}`);
    const { number, bodyHtml, ...given } = answer.json as Record<string, unknown>;
    const year = toLocalTime(world().clock.now(), 'Europe/Berlin').slice(0, 4);
    assert.match(String(number), new RegExp(`^${year}-\\d+$`));
    assert.equal(bodyHtml, '<p>Bitte <strong>lesen</strong>.</p>');
    const expected = {
      version: 1,
      status: 'draft',
      title: 'Brandschutz',
      releasedAt: null,
      obligation: null,
    };
    assert.deepEqual({ ...given, ...expected }, given);
  });

  it('gets the next number, also when ten are written at once', async () => {
    const anna = await world().signIn('anna');
    const before = await draftFor(anna, { people: ['ben'] });
    const drafts = await Promise.all(Array.from({ length: 10 }, () => draftFor(anna, { people: ['ben'] })));
    const serials = drafts.map(serialOf).sort((a, b) => a - b);
    assert.deepEqual(
      serials,
      Array.from({ length: 10 }, (_, at) => serialOf(before) + 1 + at),
    );
  });

  it('is changed in part, and its hash with it', async () => {
    const anna = await world().signIn('anna');
    const draft = await draftFor(anna, { people: ['ben'] });
    const path = `/announcements/${draft.id}`;
    const answer = await anna.call('PATCH', path, { title: 'Halle 4', deadlineAt: null });
    assert.equal(answer.status, 200, answer.text);
    const changed = answer.json as Record<string, unknown>;
    assert.deepEqual(
      [changed['title'], changed['deadlineAt'], changed['priority']],
      ['Halle 4', null, 'critical'],
    );
    assert.equal(changed['number'], draft.number);
    assert.notEqual(changed['contentHash'], draft.contentHash);
    const back = await anna.call('PATCH', path, { title: 'Fluchtweg in Halle 3 gesperrt' });
    assert.equal((back.json as Draft).contentHash, draft.contentHash, 'the same text has the same hash');
    assert.deepEqual((await anna.call('GET', path)).json, back.json);
  });

  it('is refused with the field that is wrong', async () => {
    const anna = await world().signIn('anna');
    const { id } = await draftFor(anna, { people: ['ben'] });
    const unknown = 'f'.repeat(32);
    const wrong: [object, number, string][] = [
      [{ title: ' ' }, 422, 'title'],
      [{ body: 'x'.repeat(20_001) }, 422, 'body'],
      [{ deadlineAt: new Date(world().clock.now() - 1).toISOString() }, 422, 'deadlineAt'],
      [{ audience: {} }, 422, 'audience'],
      [{ audience: { teams: [unknown] } }, 422, 'audience'],
      [{ audience: { everyone: true, except: { people: [unknown] } } }, 422, 'audience'],
      [{ priority: 'urgent' }, 400, 'priority'],
      [{ audience: { teams: ['Frühschicht'] } }, 400, 'audience.teams.0'],
    ];
    for (const [change, status, field] of wrong) {
      const answer = await anna.call('PATCH', `/announcements/${id}`, change);
      assert.equal(answer.status, status, JSON.stringify(change));
      assert.equal((answer.json as Problem).field, field);
    }
    const read = (await anna.call('GET', `/announcements/${id}`)).json as { title: string };
    assert.equal(read.title, 'Fluchtweg in Halle 3 gesperrt', 'nothing was changed');
  });

  it('exists for nobody but who wrote it, other publishers included', async () => {
    const [anna, colleague, ben] = await Promise.all(
      ['anna', 'm.wojcik', 'ben'].map((login) => world().signIn(login)),
    );
    assert.ok(anna && colleague && ben);
    const { id } = await draftFor(anna, { people: ['ben', 'm.wojcik'] });
    for (const other of [colleague, ben]) {
      assert.equal((await other.call('GET', `/announcements/${id}`)).status, 404);
      assert.equal((await other.call('PATCH', `/announcements/${id}`, { title: 'x' })).status, 404);
      assert.equal((await other.call('POST', `/announcements/${id}/reach`)).status, 404);
      assert.equal((await other.get(`/announcements/${id}`)).status, 404);
      assert.equal((await other.get(`/announcements/${id}/edit`)).status, 404);
    }
    const list = (await colleague.call('GET', '/announcements?status=draft&limit=100')).json as {
      items: Draft[];
    };
    assert.ok(!list.items.some((item) => item.id === id));
  });

  it('is written by publishers alone', async () => {
    const ben = await world().signIn('ben');
    const answer = await ben.call('POST', '/announcements', {
      ...{ title: 'x', body: 'x', priority: 'normal', acknowledgement: 'none', audience: { everyone: true } },
    });
    assert.equal(answer.status, 403);
  });

  it('cannot be edited once it is released', async () => {
    const anna = await world().signIn('anna');
    const { id, title } = await released(anna, { people: ['ben'] });
    assert.equal((await anna.call('PATCH', `/announcements/${id}`, { title: 'Doch nicht' })).status, 409);
    const read = (await anna.call('GET', `/announcements/${id}`)).json as { title: string };
    assert.equal(read.title, title);
  });
});

describeOnEachDatabase('The number of a draft', (world) => {
  it('begins again with the year on the clocks of the house', async () => {
    const year = new Date(world().clock.now()).getUTCFullYear() + 1;
    const newYear = Date.UTC(year - 1, 11, 31, 23); // midnight in Berlin
    const deadlineAt = newYear + 3600 * 1000;
    world().clock.setTo(newYear - 60_000);
    const last = await draftFor(await world().signIn('anna'), { people: ['ben'], deadlineAt });
    world().clock.setTo(newYear);
    const first = await draftFor(await world().signIn('anna'), { people: ['ben'], deadlineAt });
    assert.match(last.number, new RegExp(`^${year - 1}-`));
    assert.equal(first.number, `${year}-1`);
  });
});
