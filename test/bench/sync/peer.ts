import { readFile } from 'node:fs/promises';
import { Client } from 'ldapts';
import type { Reached } from '../../support/ldap-settings.ts';
import { measure, report } from '../measure.ts';
import type { Contents } from './directory.ts';

const [given = ''] = process.argv.slice(2);
const { url, caFile, base, bindDn, bindPassword } = JSON.parse(given) as Reached;
const ca = await readFile(caFile);
const personAttributes = [
  ...['entryUUID', 'uid', 'cn', 'displayName', 'sn', 'givenName', 'mail', 'preferredLanguage'],
  ...['departmentNumber', 'ou', 'shadowExpire', 'pwdAccountLockedTime'],
];
const groupAttributes = ['entryUUID', 'cn', 'member', 'uniqueMember', 'owner'];

/** As anybody would write it with this library, and nothing is done with what comes. */
async function search(): Promise<Contents> {
  const client = new Client({ url, tlsOptions: { ca } });
  await client.bind(bindDn, bindPassword);
  const find = async (filter: string, attributes: string[]) => {
    const paged = { pageSize: 200 };
    const { searchEntries } = await client.search(base, { scope: 'sub', filter, attributes, paged });
    return searchEntries;
  };
  const people = await find('(&(objectClass=inetOrgPerson)(uid=*))', personAttributes);
  const groups = await find('(objectClass=groupOfNames)', groupAttributes);
  await client.unbind();
  const members = groups.reduce((sum, { member = [] }) => sum + [member].flat().length, 0);
  return { people: people.length, groups: groups.length, members };
}

const found = new Set<string>();
const work = async () => found.add(JSON.stringify(await search()));
const prices = await measure({ search: { operations: 1, work } });
report({ prices, agreed: { read: [...found].join(' and ') } });
