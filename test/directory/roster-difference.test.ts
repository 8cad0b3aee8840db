import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareRoster, type KnownRoster } from '../../server/directory/compare-roster.ts';
import { isNothing, objectTo } from '../../server/directory/roster-difference.ts';
import type { Roster } from '../../server/directory/roster.ts';
import { rosterPerson, rosterTeam } from '../support/rosters.ts';
import { numberOfRuns, seed } from '../support/runs.ts';

const runs = () => ({ numRuns: numberOfRuns(200), seed });
const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const teamKeys = ['t0', 't1', 't2', 't3'];
const some = (of: string[]) => fc.uniqueArray(fc.constantFrom(...of), { maxLength: of.length });

/** A company at random: people who may not enter, dangling members, nestings with cycles and diamonds. */
const company: fc.Arbitrary<Roster> = fc.record({
  people: fc
    .uniqueArray(
      fc.record({
        key: fc.constantFrom(...keys),
        name: fc.constantFrom('Ada', 'Bo'),
        mayEnter: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.boolean()),
      }),
      { selector: ({ key }) => key },
    )
    .map((people) => people.map(({ key, ...given }) => rosterPerson(key, given))),
  teams: fc
    .uniqueArray(
      fc.record({
        ...{ key: fc.constantFrom(...teamKeys), name: fc.constantFrom('Nord', 'Süd') },
        ...{ memberIds: some(keys), childIds: some([...teamKeys, 'gone']), ownerIds: some(keys) },
      }),
      { selector: ({ key }) => key },
    )
    .map((teams) => teams.map(({ key, ...given }) => rosterTeam(key, given))),
});

const nobodyKnown: KnownRoster = { people: [], teams: [], memberships: [], nestings: [], owners: [] };

/** What is known once a roster has been brought over, put together without the program. */
function knownFrom({ people, teams }: Roster): KnownRoster {
  const inside = new Set(people.filter(({ mayEnter }) => mayEnter).map(({ sourceId }) => sourceId));
  const told = new Set(teams.map(({ sourceId }) => sourceId));
  const links = (of: 'memberIds' | 'childIds' | 'ownerIds', is: Set<string>) =>
    teams.flatMap((team) =>
      team[of].filter((key) => is.has(key)).map((member) => ({ team: team.sourceId, member })),
    );
  return {
    people: people
      .filter(({ mayEnter }) => mayEnter)
      .map((person) => ({ ...person, id: person.sourceId, language: 'de', leftHow: null })),
    teams: teams.map(({ sourceId, name }) => ({ sourceId, name, dn: null, id: sourceId, isGone: false })),
    memberships: links('memberIds', inside),
    nestings: links('childIds', told),
    owners: links('ownerIds', inside),
  };
}

/** Who is in a team, asked for each person and each team anew, by walking in from the team. */
function membersOf({ memberships, nestings }: KnownRoster, team: string, seen: string[] = []): string[] {
  if (seen.includes(team)) return [];
  const own = memberships.filter((link) => link.team === team).map(({ member }) => member);
  const inside = nestings.filter((link) => link.team === team);
  return [
    ...own,
    ...inside.flatMap(({ member }) => membersOf(nestedIn(memberships, nestings), member, [...seen, team])),
  ];
}

const nestedIn = (memberships: KnownRoster['memberships'], nestings: KnownRoster['nestings']) => ({
  ...nobodyKnown,
  memberships,
  nestings,
});

describe('What a directory says, beside what is known', () => {
  it('is nothing new when it has just been brought over, whatever the order', () => {
    fc.assert(
      fc.property(company, (roster) => {
        const turned = { people: roster.people.toReversed(), teams: roster.teams.toReversed() };
        const difference = compareRoster(knownFrom(roster), turned);
        assert.ok(isNothing(difference), JSON.stringify(difference));
      }),
      runs(),
    );
  });

  it('lets people go who are missing or may not enter, and no one else', () => {
    fc.assert(
      fc.property(company, company, (before, after) => {
        const known = knownFrom(before);
        const entering = new Set(after.people.filter((one) => one.mayEnter).map((one) => one.sourceId));
        const { leavers, newcomers } = compareRoster(known, after);
        const had = new Set(known.people.map(({ sourceId }) => sourceId));
        assert.deepEqual(
          leavers.map(({ sourceId }) => sourceId),
          [...had].filter((key) => !entering.has(key)).toSorted(),
        );
        assert.deepEqual(
          newcomers.map(({ sourceId }) => sourceId),
          [...entering].filter((key) => !had.has(key)).toSorted(),
        );
      }),
      runs(),
    );
  });

  it('moves exactly those whose teams are others, and loses exactly those who are in a team no more', () => {
    fc.assert(
      fc.property(company, company, (before, after) => {
        const [known, wanted] = [knownFrom(before), knownFrom(after)];
        const difference = compareRoster(known, after);
        const gone = new Set(difference.leavers.map(({ sourceId }) => sourceId));
        const names = (roster: KnownRoster) =>
          new Map(roster.teams.map((team) => [team.sourceId, team.name]));
        const teamsOf = (roster: KnownRoster, person: string) =>
          teamKeys.filter((team) => membersOf(roster, team).includes(person)).join(' ');
        const called = (person: string) =>
          teamKeys.some(
            (team) =>
              membersOf(wanted, team).includes(person) &&
              names(known).has(team) &&
              names(known).get(team) !== names(wanted).get(team),
          );
        assert.deepEqual(
          difference.moved,
          keys.filter(
            (person) =>
              !gone.has(person) && (teamsOf(known, person) !== teamsOf(wanted, person) || called(person)),
          ),
        );
        const losses = teamKeys
          .map((team) => ({
            team,
            of: new Set(membersOf(known, team)).size,
            lost: keys.filter(
              (person) =>
                membersOf(known, team).includes(person) && !membersOf(wanted, team).includes(person),
            ),
          }))
          .filter(({ lost }) => lost.length > 0);
        assert.deepEqual(
          difference.losses.map(({ team, of, lost }) => ({ team, of, lost })),
          losses,
        );
      }),
      runs(),
    );
  });
});

describe('A difference', () => {
  const companyOf = (people: number, teams = 1): Roster => {
    const all = Array.from({ length: people }, (_, at) => rosterPerson(String(at)));
    const memberIds = all.map(({ sourceId }) => sourceId);
    return {
      people: all,
      teams: Array.from({ length: teams }, (_, at) => rosterTeam(`t${at}`, at === 0 ? { memberIds } : {})),
    };
  };
  const kinds = (before: Roster, after: Roster, percent = 10) =>
    objectTo(compareRoster(knownFrom(before), after), percent).map(({ kind }) => kind);

  it('may take away five people, or the share that is allowed, and not one more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 6, max: 200 }),
        fc.integer({ min: 0, max: 100 }),
        fc.nat(199),
        (of, percent, gone) => {
          const lost = Math.min(gone, of - 1);
          const before = { ...companyOf(of), teams: [rosterTeam('t')] };
          const after = { ...before, people: before.people.slice(lost) };
          const isTooMany = lost > 5 && lost * 100 > of * percent;
          assert.deepEqual(kinds(before, after, percent), isTooMany ? ['people'] : []);
        },
      ),
      runs(),
    );
  });

  it('is objected to when a team loses too many, although everybody stays, also by a nesting', () => {
    const before = companyOf(60, 2);
    const [inner = rosterTeam('t0'), outer = rosterTeam('t1')] = before.teams;
    const nested = { ...before, teams: [inner, { ...outer, childIds: ['t0'] }] };
    const some = { ...before, teams: [{ ...inner, memberIds: inner.memberIds.slice(6) }, outer] };
    const more = { ...before, teams: [{ ...inner, memberIds: inner.memberIds.slice(7) }, outer] };
    assert.deepEqual(kinds(before, some), []);
    assert.deepEqual(kinds(before, more), ['team']);
    assert.deepEqual(kinds(nested, before), ['team']);
  });

  it('is objected to when nothing comes back, however small the house', () => {
    assert.deepEqual(kinds(companyOf(3), { people: [], teams: [] }), ['empty']);
    assert.deepEqual(kinds(companyOf(3), { ...companyOf(3), teams: [] }), ['empty']);
    const closed = companyOf(3).people.map((person) => ({ ...person, mayEnter: false }));
    assert.deepEqual(kinds(companyOf(3), { ...companyOf(3), people: closed }), ['empty']);
    assert.deepEqual(objectTo(compareRoster(nobodyKnown, { people: [], teams: [] }), 10), []);
  });

  it('is objected to when too many teams are gone at once, although they are small', () => {
    const teamsOf = (count: number) => ({ ...companyOf(1), teams: companyOf(1, count).teams });
    assert.deepEqual(kinds(teamsOf(9), teamsOf(4)), []);
    assert.deepEqual(kinds(teamsOf(9), teamsOf(3)), ['teams']);
  });
});
