import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { applyRoster } from '../../server/directory/apply-roster.ts';
import type { Roster } from '../../server/directory/roster.ts';
import { draftFor, personId, release, released, teamId } from '../support/announcing.ts';
import { eventually } from '../support/eventually.ts';
import { changedRoster, rosterPerson, rosterTeam } from '../support/rosters.ts';
import { changesNothing } from '../support/table-prints.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const hourMs = 3_600_000;
const login = (name: string) => rosterPerson(name, { login: name, name });
/** Gerda answers for a plant with one shift in it; Hugo and Ilse work there, Karl works elsewhere. */
const company: Roster = {
  people: ['gerda', 'hugo', 'ilse', 'karl'].map(login),
  teams: [
    rosterTeam('plant', { name: 'Werk Nord', ownerIds: ['gerda'], memberIds: ['hugo'], childIds: ['shift'] }),
    rosterTeam('shift', { name: 'Werk Nord, Spätschicht', memberIds: ['ilse'] }),
    rosterTeam('other', { name: 'Werk Süd', memberIds: ['karl'] }),
  ],
};

const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status);

describeOnEachDatabase('Who answers for a team in the directory', (world) => {
  const bring = (roster: Roster) =>
    applyRoster(world().umlauf, roster, { source: 'ldap', maxDropPercent: 100 });
  const draftOf = (sender: Visitor, audience: object) =>
    sender.call('POST', '/announcements', {
      ...{ title: 'Tor zu', body: 'Bitte Tor 2.', priority: 'normal', acknowledgement: 'confirm', audience },
    });
  let gerda: Visitor;
  let anna: Visitor;

  before(async () => {
    await bring(company);
    gerda = await world().signIn('gerda');
    anna = await world().signIn('anna');
  });

  it('addresses it with the teams inside it, and their members', async () => {
    const { json: teams } = await gerda.call('GET', '/teams');
    assert.deepEqual(
      (teams as { items: { name: string; members: number }[] }).items.map(({ name, members }) => [
        name,
        members,
      ]),
      [
        ['Werk Nord', 2],
        ['Werk Nord, Spätschicht', 1],
      ],
    );
    const { json: people } = await gerda.call('GET', '/people');
    const logins = (people as { items: { login: string }[] }).items.map((person) => person.login);
    assert.deepEqual(logins, ['hugo', 'ilse']);
    const sent = await released(gerda, { teams: ['Werk Nord'], exceptPeople: ['hugo'], priority: 'normal' });
    assert.equal(sent.recipients, 1);
    const page = await gerda.get('/announcements/new');
    assert.equal(page.status, 200);
    assert.doesNotMatch(page.text, /name="everyone"/);
    assert.match((await anna.get('/announcements/new')).text, /name="everyone"/);
  });

  it('addresses nobody else, by no call and no form', async () => {
    const south = await teamId(anna, 'Werk Süd');
    const north = await teamId(anna, 'Werk Nord');
    const karl = await personId(anna, 'karl');
    const { id } = await draftFor(gerda, { teams: ['Werk Nord'] });
    const audiences = [
      { everyone: true },
      { teams: [south] },
      { teams: [north, south] },
      { people: [karl] },
      { teams: [north], except: { people: [karl] } },
    ];
    await changesNothing(world().umlauf.db, async () => {
      for (const audience of audiences) {
        assert.equal((await draftOf(gerda, audience)).status, 403);
        assert.equal((await gerda.call('PATCH', `/announcements/${id}`, { audience })).status, 403);
        const preview = JSON.stringify({ audience });
        const headers = { 'content-type': 'application/json', 'x-csrf-token': gerda.csrfToken };
        const url = `${world().baseUrl}/announcements/reach-preview`;
        const asked = await fetch(url, {
          ...{ method: 'POST', body: preview, headers: { ...headers, cookie: gerda.cookie } },
        });
        assert.equal(asked.status, 403);
      }
      assert.equal((await gerda.call('GET', `/teams/${south}`)).status, 404);
    });
    const form = { title: 'Tor zu', body: 'Tor 2', everyone: '1', teams: [north, south] };
    const typed = await gerda.post('/announcements', form);
    assert.equal(typed.status, 403);
    assert.match(typed.text, /Tor zu/, 'what was typed is still there');
    const found = await gerda.get('/announcements/addressees?q=Werk');
    assert.match(found.text, /Werk Nord/);
    assert.doesNotMatch(found.text, /Werk Süd/);
  });

  it('loses it with the next run: nothing more is released, corrected or opened by the clock', async () => {
    const draft = await draftFor(gerda, { teams: ['Werk Nord'] });
    const sent = await released(gerda, { teams: ['Werk Nord'] });
    const planned = await draftFor(gerda, { teams: ['Werk Nord'], deadlineAt: null });
    const releaseAt = new Date(world().clock.now() + hourMs).toISOString();
    await gerda.call('PATCH', `/announcements/${planned.id}`, { releaseAt });
    await release(gerda, planned.id);

    await bring(
      changedRoster(company, { teams: { plant: { ownerIds: [] }, other: { ownerIds: ['gerda'] } } }),
    );
    const key = { 'idempotency-key': randomUUID() };
    const correction = { kind: 'material', note: 'anders', title: 'Tor 2 zu', body: 'Tor 3', version: 1 };
    const answers = [
      await gerda.call('POST', `/announcements/${draft.id}/release`, undefined, key),
      await gerda.call('POST', `/announcements/${draft.id}/reach`),
      await gerda.call('POST', `/announcements/${sent.id}/correction`, correction),
    ];
    assert.deepEqual(statuses(answers), [403, 403, 403], answers.map(({ text }) => text).join('\n'));
    const reminding = [
      await gerda.call('POST', `/announcements/${sent.id}/reminder`, undefined, key),
      await gerda.call('POST', `/announcements/${sent.id}/resending`, undefined, key),
      await gerda.call('GET', `/announcements/${sent.id}/resending`),
      await gerda.post(`/announcements/${sent.id}/reminder`, { idempotencyKey: randomUUID() }),
      await gerda.get(`/announcements/${sent.id}/reminder`),
      await gerda.get(`/announcements/${sent.id}/resending`),
    ];
    assert.deepEqual(statuses(reminding), Array(reminding.length).fill(403));
    assert.match(
      reminding[4]?.text ?? '',
      /nicht mehr für alle Teams verantwortlich|no longer answer for all/,
    );
    const progress = (await gerda.get(`/announcements/${sent.id}/progress`)).text;
    assert.doesNotMatch(progress, /\/(reminder|resending|correction)"/);
    assert.match(progress, /\/withdrawal"/, 'what is wrong can still be taken back');
    const page = await gerda.get(`/announcements/${draft.id}/edit`);
    assert.equal(page.status, 200);
    assert.doesNotMatch(page.text, /Hugo|hugo|Ilse|ilse/);

    world().clock.advance(hourMs + 1000);
    const held = await eventually(
      async () =>
        (await world().umlauf.db('announcements').where({ id: planned.id }).first()) as {
          status: string;
          held_at: number | null;
        },
      ({ held_at: heldAt }) => heldAt !== null,
    );
    assert.equal(held.status, 'scheduled');

    await bring(changedRoster(company, { teams: { plant: { ownerIds: [] } } }));
    assert.equal((await gerda.get('/announcements/new')).status, 403);
    assert.equal((await gerda.call('GET', `/announcements/${sent.id}/progress`)).status, 200);
    await bring(company);
    assert.equal((await gerda.get('/announcements/new')).status, 200);
  });

  it('reminds whom it named one by one as long as one of them is in a team of theirs', async () => {
    const toHugo = await released(gerda, { people: ['hugo'] });
    const toBoth = await released(gerda, { people: ['hugo', 'ilse'] });
    const remind = (id: string) =>
      gerda.call('POST', `/announcements/${id}/reminder`, undefined, { 'idempotency-key': randomUUID() });
    await bring(
      changedRoster(company, { teams: { plant: { memberIds: [] }, other: { memberIds: ['hugo'] } } }),
    );
    assert.deepEqual(statuses([await remind(toHugo.id), await remind(toBoth.id)]), [403, 200]);
    await bring(company);
    assert.equal((await remind(toHugo.id)).status, 200);
  });

  it('who answers for no team any more opens nothing by the clock, also to people named one by one', async () => {
    const planned = await draftFor(gerda, { people: ['hugo'], deadlineAt: null });
    const releaseAt = new Date(world().clock.now() + hourMs).toISOString();
    await gerda.call('PATCH', `/announcements/${planned.id}`, { releaseAt });
    assert.equal((await release(gerda, planned.id)).status, 'scheduled');
    await bring(changedRoster(company, { teams: { plant: { ownerIds: [] } } }));

    world().clock.advance(hourMs + 1000);
    const settled = await eventually(
      async () =>
        (await world().umlauf.db('announcements').where({ id: planned.id }).first()) as {
          status: string;
          held_at: number | null;
        },
      ({ status, held_at: heldAt }) => status === 'released' || heldAt !== null,
    );
    assert.equal(settled.status, 'scheduled');
    await bring(company);
  });

  it('decides nothing for the house: what waits for a second person is not theirs', async () => {
    const { id } = await draftFor(anna, { everyone: true, priority: 'critical' });
    const key = { 'idempotency-key': randomUUID() };
    assert.equal((await anna.call('POST', `/announcements/${id}/release`, undefined, key)).status, 202);
    assert.equal((await gerda.get(`/announcements/${id}/approval`)).status, 404);
  });
});
