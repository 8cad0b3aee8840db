import assert from 'node:assert/strict';
import { drafts, past } from '../../server/announcements/demo/past.ts';
import type { DemoAudience } from '../../server/announcements/demo/past-announcement.ts';
import { demoOrganisation } from '../../server/directory/demo/organisation.ts';
import type { DemoPerson } from '../../server/directory/demo/demo-people.ts';
import type { DemoOrganisation } from '../../server/directory/demo/organisation.ts';

const CAST = ['anna', 'ben', 'clara', 'deniz', 'esther'];
const PUBLISHERS = ['anna', 'c.oeztuerk', 'j.suessmilch', 'm.wojcik', 's.brulot'];

const house = demoOrganisation();

function personNamed(login: string, organisation = house): DemoPerson {
  const person = organisation.people.find((candidate) => candidate.login === login);
  assert.ok(person, `${login} is missing`);
  return person;
}

function allTeamsOf(login: string, organisation: DemoOrganisation = house): Set<string> {
  const parents = new Map(organisation.teams.map((team) => [team.key, team.parents]));
  const found = new Set<string>();
  const waiting = [...personNamed(login, organisation).teams];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (found.has(key)) continue;
    found.add(key);
    waiting.push(...(parents.get(key) ?? []));
  }
  return found;
}

function isReached(login: string, audience: DemoAudience): boolean {
  if (audience.except?.people?.includes(login)) return false;
  const teams = allTeamsOf(login);
  return (
    audience.everyone === true ||
    audience.people?.includes(login) === true ||
    audience.teams?.some((key) => teams.has(key)) === true
  );
}

const membersOf = (key: string) =>
  house.people
    .filter((person) => person.teams.includes(key))
    .map((person) => person.login)
    .sort();

const outstandingFor = (login: string) =>
  past.filter((announcement) => announcement.unconfirmed?.includes(login)).map(({ key }) => key);

function assertWellFormed(organisation: DemoOrganisation): void {
  const keys = new Set(organisation.teams.map((team) => team.key));
  assert.equal(keys.size, organisation.teams.length);
  assert.equal(new Set(organisation.teams.map((team) => team.name)).size, organisation.teams.length);
  assert.equal(new Set(organisation.people.map((person) => person.login)).size, organisation.people.length);
  for (const team of organisation.teams)
    for (const parent of team.parents) assert.ok(keys.has(parent), parent);
  for (const person of organisation.people) {
    assert.match(person.login, /^[a-z][a-z.0-9-]*$/);
    assert.ok(person.department, person.login);
    for (const key of person.teams) assert.ok(keys.has(key), key);
  }
}

function assertNoCycle(organisation: DemoOrganisation): void {
  const parents = new Map(organisation.teams.map((team) => [team.key, team.parents]));
  const climb = (key: string, path: string[]): void => {
    assert.ok(!path.includes(key), [...path, key].join(' in '));
    for (const parent of parents.get(key) ?? []) climb(parent, [...path, key]);
  };
  for (const team of organisation.teams) climb(team.key, []);
}

describe('The demo organisation', () => {
  it('has about sixty people in a house with a name', () => {
    assert.equal(house.houseName, 'Lindenhof Werk und Pflege');
    assert.ok(house.people.length >= 55 && house.people.length <= 70, String(house.people.length));
  });

  it('gives every person a login of their own and only teams that exist', () => assertWellFormed(house));

  it('nests no team in itself', () => assertNoCycle(house));

  it('leaves no team without a person', () => {
    const reached = new Set(house.people.flatMap((person) => [...allTeamsOf(person.login)]));
    assert.deepEqual(
      house.teams.filter((team) => !reached.has(team.key)),
      [],
    );
  });

  it('has a team that two ways lead to, and people in two teams of one plant', () => {
    assert.deepEqual(house.teams.find((team) => team.key === 'first-aiders')?.parents, [
      'plant-north',
      'plant-south',
    ]);
    assert.ok(personNamed('m.aydogan').teams.length > 1);
  });

  it('has people without mail, people without a team and names that need room', () => {
    assert.ok(house.people.filter((person) => person.mail === null).length >= 5);
    assert.ok(house.people.some((person) => person.teams.length === 0));
    assert.ok(
      house.people.some((person) => person.name === 'Dr. Wilhelmine Freifrau von Schlüchtern-Oberhausen'),
    );
    assert.equal(personNamed('anna').sortName, 'Krause, Anna');
    assert.equal(personNamed('clara').sortName, 'Vries, Clara de');
  });

  it('gives the cast its roles by directory groups', () => {
    assert.deepEqual(membersOf('umlauf-publishers'), PUBLISHERS);
    assert.deepEqual(membersOf('umlauf-administrators'), ['deniz']);
    assert.deepEqual(membersOf('umlauf-auditors'), ['esther']);
    assert.deepEqual(
      CAST.map((login) => personNamed(login).language),
      ['de', 'de', 'nl', 'en', 'de'],
    );
  });

  it('keeps Clara out of every team that Ben is in, nested teams resolved', () => {
    const ben = allTeamsOf('ben');
    assert.ok(ben.has('plant-north'));
    assert.deepEqual(
      [...allTeamsOf('clara')].filter((key) => ben.has(key)),
      [],
    );
  });

  it('hands out a copy, so that nobody changes the house for the next caller', () => {
    personNamed('ben', demoOrganisation()).teams.push('ward-3');
    assert.deepEqual(demoOrganisation(), house);
  });
});

describe('The demo organisation with ten thousand people', () => {
  const large = demoOrganisation(10_000);

  it('is the same each time', () => assert.deepEqual(demoOrganisation(10_000), large));

  it('has exactly ten thousand people, whole teams and no cycle', () => {
    assert.equal(large.people.length, 10_000);
    assertWellFormed(large);
    assertNoCycle(large);
  });

  it('keeps those written by hand, and Clara apart from Ben', () => {
    assert.deepEqual(large.people.slice(0, house.people.length), house.people);
    const ben = allTeamsOf('ben', large);
    assert.ok([...allTeamsOf('clara', large)].every((key) => !ben.has(key)));
  });

  it('grows without changing who was there before', () => {
    const smaller = demoOrganisation(1_000);
    assert.deepEqual(large.people.slice(0, 1_000), smaller.people);
    assert.deepEqual(large.teams.slice(0, smaller.teams.length), smaller.teams);
  });

  it('never shrinks below the people written by hand', () => assert.deepEqual(demoOrganisation(3), house));
});

describe('The past of the demo organisation', () => {
  it('has about fourteen announcements of the last forty days, oldest first', () => {
    assert.ok(past.length >= 13 && past.length <= 16, String(past.length));
    assert.equal(new Set(past.map(({ key }) => key)).size, past.length);
    assert.ok(past.every(({ daysAgo }) => daysAgo >= 1 && daysAgo <= 40));
    assert.ok(past.every(({ clock }) => /^([01]\d|2[0-3]):[0-5]\d$/.test(clock)));
    assert.ok(past.every(({ daysAgo }, index) => index === 0 || daysAgo <= (past[index - 1]?.daysAgo ?? 0)));
  });

  it('was written by publishers for teams and people who exist', () => {
    const keys = new Set(house.teams.map((team) => team.key));
    for (const { sender, audience, title } of [...past, ...drafts]) {
      assert.ok(PUBLISHERS.includes(sender), title);
      for (const key of audience.teams ?? []) assert.ok(keys.has(key), key);
      for (const login of [...(audience.people ?? []), ...(audience.except?.people ?? [])])
        personNamed(login);
      assert.ok(
        house.people.some(({ login }) => isReached(login, audience)),
        title,
      );
    }
  });

  it('has a deadline and a share exactly where a confirmation is asked for', () => {
    for (const announcement of past) {
      const asks = announcement.acknowledgement === 'confirm';
      assert.equal(announcement.deadlineDaysAfter !== null, asks, announcement.key);
      assert.equal(announcement.deadlineClock !== null, asks, announcement.key);
      assert.equal(announcement.confirmedShare > 0, asks, announcement.key);
      if (announcement.confirmedShare === 1)
        assert.equal(announcement.unconfirmed, undefined, announcement.key);
    }
  });

  it('says of recipients only, and of nobody twice, whether they have confirmed', () => {
    for (const { key, audience, confirmed = [], unconfirmed = [] } of past) {
      const named = [...confirmed, ...unconfirmed];
      assert.equal(new Set(named).size, named.length, key);
      for (const login of named) assert.ok(isReached(login, audience), `${login} does not get ${key}`);
    }
  });

  it('names no more people than the share allows', () => {
    for (const { key, audience, confirmedShare, confirmed = [], unconfirmed = [] } of past) {
      const recipients = house.people.filter(({ login }) => isReached(login, audience)).length;
      const expected = Math.round(recipients * confirmedShare);
      assert.ok(confirmed.length <= expected, key);
      assert.ok(
        unconfirmed.length <= recipients - expected,
        `${key}: ${recipients} recipients, ${expected} confirm`,
      );
    }
  });

  it('decides for every one of the cast and every publisher whether they have confirmed', () => {
    for (const { key, acknowledgement, audience, confirmed = [], unconfirmed = [], confirmedShare } of past) {
      if (acknowledgement === 'none' || confirmedShare === 1) continue;
      for (const login of [...CAST, ...PUBLISHERS]) {
        if (!isReached(login, audience)) continue;
        assert.ok([...confirmed, ...unconfirmed].includes(login), `${login} in ${key}`);
      }
    }
  });

  it('leaves two things to confirm for Ben, one for Clara and Anna, none for Deniz and Esther', () => {
    assert.deepEqual(outstandingFor('ben'), ['forklift-briefing', 'escape-route']);
    assert.deepEqual(outstandingFor('clara'), ['medication-handover']);
    assert.deepEqual(outstandingFor('anna'), ['forklift-briefing']);
    assert.deepEqual(outstandingFor('deniz'), []);
    assert.deepEqual(outstandingFor('esther'), []);
  });

  it('shows something new and something confirmed on every first page', () => {
    for (const login of [...CAST, 's.brulot']) {
      const mine = past.filter(({ audience }) => isReached(login, audience));
      assert.ok(
        mine.some(({ acknowledgement, daysAgo }) => acknowledgement === 'none' && daysAgo < 7),
        login,
      );
      assert.ok(mine.filter(({ confirmed }) => confirmed?.includes(login)).length >= 2, login);
    }
  });

  it('is overdue only for people outside the cast', () => {
    const overdue = past.filter(
      ({ daysAgo, deadlineDaysAfter }) => deadlineDaysAfter !== null && deadlineDaysAfter < daysAgo,
    );
    const late = overdue.flatMap(({ unconfirmed = [] }) => unconfirmed);
    assert.deepEqual(late.sort(), ['h.celik', 'i.grosskreutz', 'z.kowalczyk']);
  });
});
