import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findProgress, type Counts } from '../../server/acknowledgements/progress-queries.ts';
import { confirm, released } from '../support/announcing.ts';
import { join, leave } from '../support/membership.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const teams = ['Gebäudetechnik', 'Verpflegung'];
const logins = ['clara', 'l.bakker', 'esther'];
type Step = { what: 'join' | 'leave' | 'confirm'; login: string; team: string };
type State = 'stranger' | 'outstanding' | 'left' | 'confirmed';

const step = (): fc.Arbitrary<Step> =>
  fc.record({
    what: fc.constantFrom('join', 'join', 'leave', 'confirm'),
    login: fc.constantFrom(...logins),
    team: fc.constantFrom(...teams),
  });

/** What should be so, kept apart from the program: who is in which team, and how each obligation stands. */
function createModel() {
  const members = new Map(logins.map((login) => [login, new Set<string>()]));
  const states = new Map(logins.map((login): [string, State] => [login, 'stranger']));
  return {
    take: ({ what, login, team }: Step): number => {
      const own = members.get(login) ?? new Set();
      if (what === 'join') own.add(team);
      if (what === 'leave') own.delete(team);
      const before = states.get(login);
      if (what === 'confirm' && own.size > 0) {
        states.set(login, 'confirmed');
        return before === 'confirmed' ? 200 : 201;
      }
      if (own.size > 0 && before !== 'confirmed') states.set(login, 'outstanding');
      if (own.size === 0 && before === 'outstanding') states.set(login, 'left');
      return 404;
    },
    counts: (others: number): Counts => {
      const count = (state: State) => [...states.values()].filter((one) => one === state).length;
      const [outstanding, left, confirmed] = [
        others + count('outstanding'),
        count('left'),
        count('confirmed'),
      ];
      return { recipients: outstanding + left + confirmed, confirmed, outstanding, left };
    },
  };
}

describeOnEachDatabase('The counts of an announcement', (world) => {
  const people = new Map<string, Visitor>();
  before(async () => {
    for (const login of logins) people.set(login, await world().signIn(login));
  });

  async function take({ what, login, team }: Step, id: string): Promise<number> {
    if (what === 'join') await join(world().umlauf, login, team);
    if (what === 'leave') await leave(world().umlauf, login, team);
    const person = people.get(login);
    assert.ok(person);
    return what === 'confirm' ? (await confirm(person, id)).status : 404;
  }

  it('always sum, whoever joins, leaves, returns and confirms in whatever order', async () => {
    const anna = await world().signIn('anna');
    const sequence = fc.asyncProperty(fc.array(step(), { minLength: 5, maxLength: 15 }), async (steps) => {
      for (const login of logins) for (const team of teams) await leave(world().umlauf, login, team);
      const { id, recipients: others } = await released(anna, { teams });
      const model = createModel();
      for (const one of steps) {
        const expected = model.take(one);
        assert.equal(await take(one, id), expected);
        const { byTeam, late, ...counts } = await findProgress(world().umlauf.db, id);
        assert.deepEqual(counts, model.counts(others));
        assert.equal(late, 0);
        for (const figure of ['recipients', 'confirmed', 'outstanding', 'left'] as const) {
          assert.equal(
            byTeam.reduce((sum, team) => sum + team[figure], 0),
            counts[figure],
          );
        }
      }
    });
    await fc.assert(sequence, { numRuns: 12, seed: 118, endOnFailure: true });
  });
});
