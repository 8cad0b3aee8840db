import assert from 'node:assert/strict';
import { lookUpPeople } from '../../../server/directory/ldap/look-up-people.ts';
import { readRoster } from '../../../server/directory/ldap/read-roster.ts';
import type { Roster } from '../../../server/directory/roster.ts';
import { createLog } from '../../../server/platform/log.ts';
import { startBentDirectory, type BentDirectory, type BentEntry } from '../../support/bent-directory.ts';
import { ldapSettings } from '../../support/ldap-settings.ts';
import { rosterMembers } from '../../support/naive-membership.ts';
import { createTestClock } from '../../support/test-clock.ts';

const base = 'DC=lindenhof,DC=example';
const usual = 512;
const disabled = 514;
const windowsTime = (ms: number): string => String((BigInt(ms) + 11_644_473_600_000n) * 10_000n);

/** Sixteen bytes, every second time such as could be read as letters, and their name as Windows writes it. */
function guid(index: number): { bytes: Buffer; name: string } {
  const bytes =
    index % 2 === 0
      ? Buffer.from(`Halle 4 ${String(index).padStart(8, '0')}`, 'latin1')
      : Buffer.from('f1e2d3c4b5a697887766554433220000', 'hex');
  if (index % 2 === 1) bytes.writeUInt16BE(index, 14);
  const part = (from: number, to: number, turned: boolean) => {
    const piece = Buffer.from(bytes.subarray(from, to));
    return (turned ? piece.reverse() : piece).toString('hex');
  };
  const parts = [
    part(0, 4, true),
    part(4, 6, true),
    part(6, 8, true),
    part(8, 10, false),
    part(10, 16, false),
  ];
  return { bytes, name: parts.join('-') };
}

function sid(relative: number): Buffer {
  const domain = Buffer.from('010500000000000515000000aabbccddeeff00112233445500000000', 'hex');
  domain.writeUInt32LE(relative, 24);
  return domain;
}

let entries = 0;
const user = (login: string, given: Record<string, string> = {}): BentEntry => ({
  dn: `CN=${login},OU=Staff,${base}`,
  attributes: {
    ...{
      objectClass: ['top', 'person', 'user'],
      objectCategory: ['person'],
      sAMAccountName: [login],
      cn: [login],
    },
    ...{ objectGUID: [guid(++entries).bytes], objectSid: [sid(1000 + entries)], primaryGroupID: ['513'] },
    userAccountControl: [String(usual)],
    ...Object.fromEntries(Object.entries(given).map(([name, value]) => [name, [value]])),
  },
});
const group = (cn: string, member: string[], relative: number, managedBy: string[] = []): BentEntry => ({
  dn: `CN=${cn},OU=Groups,${base}`,
  attributes: {
    ...{ objectClass: ['group'], objectCategory: ['group'], cn: [cn], objectGUID: [guid(++entries).bytes] },
    ...{ objectSid: [sid(relative)], member, managedBy },
  },
});

describe('The roster of an Active Directory', () => {
  let directory: BentDirectory;
  let roster: Roster;
  const clock = createTestClock();
  const read = (): Promise<Roster> =>
    readRoster(ldapSettings(directory), { clock, log: createLog('silent') });
  const crowd = Array.from({ length: 3200 }, (_, index) => `crowd${index}`);

  before(async () => {
    directory = await startBentDirectory();
    directory.entries.push(
      { dn: '', attributes: { objectClass: ['top'], supportedCapabilities: ['1.2.840.113556.1.4.800'] } },
      { dn: base, attributes: { objectClass: ['domain'] } },
      user('Administrator'),
      ...crowd.map((login) => user(login)),
      user('off', { userAccountControl: String(disabled) }),
      user('never', { accountExpires: String(2n ** 63n - 1n) }),
      user('zero', { accountExpires: '0' }),
      user('past', { accountExpires: windowsTime(clock.now() - 60_000) }),
      user('soon', { accountExpires: windowsTime(clock.now() + 600_000) }),
      user('night', { primaryGroupID: '1777', department: 'Ward 4' }),
      {
        dn: `CN=PC1,OU=Staff,${base}`,
        attributes: {
          ...{ objectClass: ['user', 'computer'], objectCategory: ['person'], sAMAccountName: ['PC1$'] },
          objectGUID: [guid(++entries).bytes],
        },
      },
      {
        dn: `CN=Contact,OU=Staff,${base}`,
        attributes: {
          objectClass: ['contact'],
          objectCategory: ['person'],
          objectGUID: [guid(++entries).bytes],
        },
      },
      group('Domain Users', [], 513),
      group('Night shift', [`cn=SOON,ou=staff,${base}`], 1777, [`CN=zero,OU=Staff,${base}`]),
      group('Everybody', [...crowd.map((login) => `CN=${login},OU=Staff,${base}`)], 2001),
      group(
        'House',
        [
          ...[`CN=Everybody,OU=Groups,${base}`, `CN=PC1,OU=Staff,${base}`, `CN=Contact,OU=Staff,${base}`],
          `CN=Night shift,OU=Groups,${base}`,
        ],
        2002,
      ),
    );
    roster = await read();
  });
  after(() => directory.stop());

  it('is whole beyond 1,000 entries and 1,500 members, without computers and contacts', () => {
    assert.equal(roster.people.length, crowd.length + 7);
    assert.deepEqual(rosterMembers(roster, 'Everybody'), crowd.toSorted());
    assert.deepEqual(rosterMembers(roster, 'House'), [...crowd, 'night', 'soon'].sort());
  });

  it('is whole when empty pages with a cookie come between', async () => {
    directory.bend = { emptyPages: true };
    assert.deepEqual(await read(), roster);
    directory.bend = {};
  });

  it('has everyone in their primary group, which names none of them', () => {
    const others = roster.people.map(({ login }) => login).filter((login) => login !== 'night');
    assert.deepEqual(rosterMembers(roster, 'Domain Users'), others.sort());
    assert.deepEqual(rosterMembers(roster, 'Night shift'), ['night', 'soon']);
  });

  it('says who may enter: 0 and 2^63-1 never expire, the clock ends the others', async () => {
    const shut = async () =>
      (await read()).people
        .filter((person) => !person.mayEnter)
        .map(({ login }) => login)
        .sort();
    assert.deepEqual(
      roster.people.filter((person) => !person.mayEnter).map(({ login }) => login),
      ['off', 'past'],
    );
    clock.advance(600_000);
    assert.deepEqual(await shut(), ['off', 'past', 'soon']);
    clock.advance(-600_000);
  });

  it('keys people by objectGUID as Windows writes it, and finds them by it', async () => {
    const { people, teams } = roster;
    const first = people.find(({ login }) => login === 'Administrator');
    assert.equal(first?.sourceId, guid(1).name);
    const night = people.find(({ login }) => login === 'night');
    assert.deepEqual([night?.department, night?.mail], ['Ward 4', null]);
    const owner = people.find(({ login }) => login === 'zero');
    assert.deepEqual(teams.find(({ name }) => name === 'Night shift')?.ownerIds, [owner?.sourceId]);
    const ids = people
      .filter(({ login }) => /^(off|zero|crowd1\d\d)$/.test(login))
      .map((one) => one.sourceId);
    const states = await lookUpPeople(ldapSettings(directory), clock, [...ids, guid(60_000).name]);
    assert.equal(states.length, ids.length);
    assert.deepEqual(
      states.filter(({ mayEnter }) => !mayEnter).map(({ login }) => login),
      ['off'],
    );
  });
});
