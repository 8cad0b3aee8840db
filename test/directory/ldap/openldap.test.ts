import assert from 'node:assert/strict';
import { readRoster } from '../../../server/directory/ldap/read-roster.ts';
import { lookUpPeople } from '../../../server/directory/ldap/look-up-people.ts';
import type { LdapSettings } from '../../../server/directory/ldap/ldap-settings.ts';
import type { Roster, RosterPerson } from '../../../server/directory/roster.ts';
import { createLog } from '../../../server/platform/log.ts';
import { ldapSettings } from '../../support/ldap-settings.ts';
import { ldif, replacement } from '../../support/ldif.ts';
import { naiveMembers, rosterMembers } from '../../support/naive-membership.ts';
import { startSlapd, type Slapd } from '../../support/slapd.ts';
import { createTestClock } from '../../support/test-clock.ts';
import { groups, passages, people, trapEntries } from '../../support/traps.ts';

describe('The roster of an OpenLDAP', function () {
  this.timeout(60_000);
  let slapd: Slapd;
  let settings: LdapSettings;
  let roster: Roster;
  const clock = createTestClock();
  const around = { clock, log: createLog('silent') };
  const found = (login: string): RosterPerson | undefined =>
    roster.people.find((person) => person.login === login);
  const team = (name: string) => roster.teams.find((one) => one.name === name);

  before(async () => {
    slapd = await startSlapd();
    await slapd.apply(trapEntries('a good password'));
    settings = ldapSettings(slapd, {
      peopleBases: [`ou=Staff,${slapd.base}`, `OU=staff,${slapd.base}`],
      groupsBases: [`ou=Teams,${slapd.base}`],
    });
    roster = await readRoster(settings, around);
  });
  after(() => slapd.stop());

  it('has the people of the OUs that are set, each once: no service account, no contact, nobody else', () => {
    assert.deepEqual(roster.people.map(({ login }) => login).sort(), Object.keys(people).sort());
    assert.equal(new Set(roster.people.map(({ sourceId }) => sourceId)).size, roster.people.length);
  });

  for (const name of Object.keys(groups).filter((group) => !passages.includes(group)))
    it(`has in ${name} whom a walk over all that was written into it finds`, () => {
      assert.deepEqual(rosterMembers(roster, name), naiveMembers(groups, name));
    });

  it('keeps a team in a team as such, and passes through a group that is no team', () => {
    const names = (ids: string[] = []) =>
      ids.map((id) => roster.teams.find((one) => one.sourceId === id)?.name);
    assert.deepEqual(names(team('Level 1')?.childIds), ['Level 2']);
    assert.deepEqual(names(team('Through')?.childIds), ['Level 4']);
    assert.equal(roster.teams.filter(({ name }) => name === 'Top').length, 1, 'the other one is no team');
  });

  it('knows the owners of a team, those in a group that owns it too', () => {
    const logins = (team('Top')?.ownerIds ?? []).map(
      (id) => roster.people.find(({ sourceId }) => sourceId === id)?.login,
    );
    assert.deepEqual(logins.sort(), ['anna', 'german', 'twin1']);
  });

  it('says who may enter: not whom the clock or a lock for good has ended', async () => {
    const shut = ({ people: all }: Roster) =>
      all
        .filter((one) => !one.mayEnter)
        .map(({ login }) => login)
        .sort();
    assert.deepEqual(shut(roster), ['expired', 'locked']);
    clock.setTo(60_000 * 24 * 3600 * 1000 - 60_000);
    assert.deepEqual(shut(await readRoster(settings, around)), ['expired', 'locked'], 'the day before');
    clock.advance(60_000);
    assert.deepEqual(shut(await readRoster(settings, around)), ['ending', 'expired', 'locked']);
    clock.setTo(Date.now());
  });

  it('reads what a person is called, composed, and is content without mail', () => {
    const { sourceId, ...anna } = found('anna') ?? assert.fail();
    assert.match(sourceId, /^[0-9a-f-]{36}$/);
    assert.deepEqual(anna, {
      ...{ login: 'anna', name: 'Anna Brandt', sortName: 'Brandt, Anna', department: '' },
      ...{ mail: 'anna@lindenhof.example', language: null, mayEnter: true },
    });
    assert.equal(found('nfd')?.sortName, 'Müller, Jörg');
    assert.equal(found('comma')?.mail, null);
    assert.deepEqual([found('german')?.language, found('german')?.department], ['de', 'Ward 4']);
    assert.equal(found('twin1')?.mail, found('twin2')?.mail, 'the same mail twice is no reason to be one');
  });

  it('keeps the key of who is renamed and moved, and gives a re-used login another', async () => {
    const before = found('anna')?.sourceId;
    const [dn] = people['anna'] ?? assert.fail();
    await slapd.apply(
      `dn: ${dn}\nchangetype: moddn\nnewrdn: uid=anna.neu\ndeleteoldrdn: 1\nnewsuperior: ou=Staff,${slapd.base}\n\n`,
    );
    await slapd.apply(
      ldif([[dn, { objectClass: 'inetOrgPerson', uid: 'anna', cn: 'Another Anna', sn: 'Another' }]]),
    );
    const after = (await readRoster(settings, around)).people;
    assert.equal(after.find(({ login }) => login === 'anna.neu')?.sourceId, before);
    assert.notEqual(after.find(({ login }) => login === 'anna')?.sourceId, before);
  });

  it('is whole beyond the limit of 500 that the server has for a single answer', async () => {
    const crowd = Array.from({ length: 1620 }, (_, index) => `uid=p${index},ou=Staff,${slapd.base}`);
    await slapd.apply(
      ldif([
        ...crowd.map((dn, index): [string, Record<string, string>] => [
          dn,
          { objectClass: 'inetOrgPerson', uid: `p${index}`, cn: `P ${index}`, sn: 'P' },
        ]),
        [`cn=Crowd,ou=Teams,${slapd.base}`, { objectClass: 'groupOfNames', cn: 'Crowd', member: crowd }],
      ]),
    );
    const all = await readRoster(settings, around);
    assert.equal(all.people.filter(({ login }) => /^p\d+$/.test(login)).length, 1620);
    assert.equal(rosterMembers(all, 'Crowd').length, 1620);
  });

  it('takes filters of the house for people and for teams', async () => {
    const given = { peopleFilter: '(departmentNumber=Ward 4)', groupsFilter: '(cn=Level*)' };
    const narrow = await readRoster({ ...settings, ...given }, around);
    assert.deepEqual(
      narrow.people.map(({ login }) => login),
      ['german'],
    );
    assert.deepEqual(narrow.teams.map(({ name }) => name).sort(), [
      'Level 1',
      'Level 2',
      'Level 3',
      'Level 4',
    ]);
  });

  it('is read over StartTLS as well', async () => {
    const over = await readRoster({ ...settings, url: slapd.plainUrl, startTls: true }, around);
    assert.equal(over.teams.length, roster.teams.length + 1);
  });

  it('can be asked for single people by what never changes', async () => {
    const ids = ['twin1', 'locked', 'ending'].map((login) => found(login)?.sourceId ?? '');
    await slapd.apply(`dn: uid=ending,ou=Staff,${slapd.base}\nchangetype: delete\n\n`);
    await slapd.apply(replacement(people['twin1']?.[0] ?? '', 'shadowExpire', ['1']));
    const states = await lookUpPeople(settings, clock, ids);
    assert.deepEqual(states.map(({ login, mayEnter }) => [login, mayEnter]).sort(), [
      ['locked', false],
      ['twin1', false],
    ]);
    assert.deepEqual(await lookUpPeople(settings, clock, ['*', ')(uid=*']), []);
  });
});
