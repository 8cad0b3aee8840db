import assert from 'node:assert/strict';
import fc from 'fast-check';
import { verifyAudit } from '../../server/audit/verify-audit.ts';
import { findProgress, listCurveSteps } from '../../server/acknowledgements/progress-queries.ts';
import { confirm, released } from '../support/announcing.ts';
import { createLifeModel, lifeLogins, lifeStep, lifeTeams, type LifeStep } from '../support/life-model.ts';
import { join, leave } from '../support/membership.ts';
import { numberOfRuns, seed } from '../support/runs.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase, type World } from '../support/world.ts';

/** So that there is somebody who can confirm before anything else happens. */
const newcomers = lifeLogins.map((login): LifeStep => ({ what: 'join', login, team: lifeTeams[0] ?? '' }));

type RecipientRow = {
  person_id: string;
  team_id: string | null;
  left_at: number | null;
  acknowledgement_id: string | null;
};
type ConfirmationRow = { id: string; person_id: string; version: number };

/** What is kept beside the confirmations must say what the confirmations themselves say. */
async function checkKept({ umlauf: { db } }: World, id: string, asksFrom: number): Promise<string[]> {
  const where = { announcement_id: id };
  const recipients = (await db('recipients').where(where)) as RecipientRow[];
  const confirmations = (await db('acknowledgements').where(where)) as ConfirmationRow[];
  for (const recipient of recipients) {
    const own = confirmations.filter(({ person_id }) => person_id === recipient.person_id);
    const valid = own.filter(({ version }) => version >= asksFrom);
    assert.ok(valid.length <= 1, 'an obligation is fulfilled once');
    assert.equal(recipient.acknowledgement_id, valid[0]?.id ?? null);
  }
  const { byTeam, confirmed } = await findProgress(db, id);
  for (const team of byTeam) {
    const own = recipients.filter(({ team_id }) => team_id === team.teamId);
    const isLeft = (one: RecipientRow) => one.acknowledgement_id === null && one.left_at !== null;
    const counted = {
      recipients: own.length,
      confirmed: own.filter(({ acknowledgement_id }) => acknowledgement_id !== null).length,
      left: own.filter(isLeft).length,
    };
    assert.deepEqual({ recipients: team.recipients, confirmed: team.confirmed, left: team.left }, counted);
  }
  const steps = await listCurveSteps(db, id, { asksFromVersion: asksFrom, stepMs: 3_600_000 });
  assert.equal(
    steps.reduce((sum, step) => sum + step.confirmed, 0),
    confirmed,
  );
  return confirmations.map((confirmation) => confirmation.id);
}

describeOnEachDatabase('The life of an announcement', (world) => {
  const people = new Map<string, Visitor>();
  let anna: Visitor;
  before(async () => {
    anna = await world().signIn('anna');
    for (const login of lifeLogins) people.set(login, await world().signIn(login));
  });

  const visitor = (login: string): Visitor => {
    const found = people.get(login);
    assert.ok(found);
    return found;
  };

  async function take(step: LifeStep, id: string, at: number, version: number): Promise<number> {
    const path = `/announcements/${id}`;
    if (step.what === 'join') await join(world().umlauf, step.login, step.team);
    if (step.what === 'leave') await leave(world().umlauf, step.login, step.team);
    if (step.what === 'confirm') return (await confirm(visitor(step.login), id, version)).status;
    if (step.what === 'correct')
      return (await anna.call('POST', `${path}/correction`, { kind: step.kind, body: `Neu ${at}.` })).status;
    if (step.what === 'withdraw')
      return (await anna.call('POST', `${path}/withdrawal`, { reason: 'Es war ein Irrtum.' })).status;
    return 200;
  }

  it('ends in a consistent state, whatever happens in whatever order', async () => {
    const sequence = fc.asyncProperty(
      fc.array(lifeStep(), { minLength: 6, maxLength: 18 }),
      async (steps) => {
        for (const login of lifeLogins)
          for (const team of lifeTeams) await leave(world().umlauf, login, team);
        const { id, recipients: others } = await released(anna, { teams: lifeTeams });
        const model = createLifeModel(others);
        let known: string[] = [];
        for (const [at, step] of [...newcomers, ...steps].entries()) {
          const version = step.what === 'confirm' ? model.versionOf(step.behind) : 0;
          const expected = model.take(step);
          assert.equal(await take(step, id, at, version), expected, JSON.stringify(step));
          const { byTeam, late, ...counts } = await findProgress(world().umlauf.db, id);
          assert.deepEqual(counts, model.counts());
          assert.equal(
            byTeam.reduce((sum, team) => sum + team.recipients, 0),
            counts.recipients,
          );
          assert.equal(late, 0);
          const confirmations = await checkKept(world(), id, model.life.asksFrom);
          assert.equal(confirmations.length, model.life.confirmations);
          assert.deepEqual(
            known.filter((one) => !confirmations.includes(one)),
            [],
            'confirmations never vanish',
          );
          known = confirmations;
        }
        for (const login of lifeLogins) {
          const { json } = await visitor(login).call('GET', '/inbox?state=outstanding&limit=100');
          const waiting = (json as { items: { id: string }[] }).items.some((item) => item.id === id);
          assert.equal(waiting, model.waitsFor(login), `the inbox of ${login}`);
        }
      },
    );
    await fc.assert(sequence, { seed, numRuns: numberOfRuns(12), endOnFailure: true });
    assert.equal((await verifyAudit(world().umlauf.db)).intact, true);
  });
});
