import { setTimeout as sleep } from 'node:timers/promises';
import { Client, PresenceFilter, ProtocolError, UnwillingToPerformError } from 'ldapts';
import { describeTrouble } from './describe-trouble.ts';
import type { DirectoryEntry } from './directory-entry.ts';
import { DirectoryFault } from './directory-fault.ts';
import type { LdapSettings } from './ldap-settings.ts';
import { searchPages, type Search } from './search-pages.ts';

export type Patience = { connectMs: number; answerMs: number };
export type OpenDirectory = {
  search: (search: Omit<Search, 'timeLimitSeconds'>) => Promise<DirectoryEntry[]>;
};

const usualPatience: Patience = { connectMs: 5000, answerMs: 30_000 };
/** For an entry that is asked for by its name. */
export const anything = new PresenceFilter({ attribute: 'objectClass' });
const whoAmI = '1.3.6.1.4.1.4203.1.11.3';

/**
 * One connection for one run, ended with it: a connection that comes back does so without a name, and an anonymous
 * search may succeed with a fraction of the people. That the name is still ours is asked before and after.
 */
export async function withDirectory<T>(
  settings: LdapSettings,
  work: (directory: OpenDirectory) => Promise<T>,
  patience: Patience = usualPatience,
): Promise<T> {
  const client = createClient(settings, patience);
  const timeLimitSeconds = Math.max(1, Math.floor(patience.answerMs / 1000));
  const search: OpenDirectory['search'] = async (wanted) => {
    checkBound(client);
    const entries = await searchPages(client, { ...wanted, timeLimitSeconds });
    checkBound(client);
    return entries;
  };
  try {
    await secure(client, settings, patience);
    await client.bind(settings.bindDn, settings.bindPassword);
    await probe(client, settings, search);
    const answer = await work({ search });
    await probe(client, settings, search);
    return answer;
  } catch (error) {
    throw describeTrouble(error);
  } finally {
    await client.unbind().catch(() => undefined);
  }
}

/** null when the directory takes this password for this entry, or its reason. On a connection of its own. */
export async function tryPassword(
  settings: LdapSettings,
  dn: string,
  password: string,
  patience: Patience = usualPatience,
): Promise<string | null> {
  const client = createClient(settings, patience);
  try {
    await secure(client, settings, patience);
    await client.bind(dn, password);
    return (await askWhoAmI(client)) === '' ? 'taken for a stranger' : null;
  } catch (error) {
    const fault = describeTrouble(error);
    if (fault.code !== 'credentials' && fault.code !== 'refused') throw fault;
    // Active Directory says in a number whether it was the password, a lock or the clock.
    const detail = /\bdata ([0-9a-f]{2,8})\b/.exec(String(fault.cause))?.[1];
    return detail === undefined ? 'wrong password' : `refused with data ${detail}`;
  } finally {
    await client.unbind().catch(() => undefined);
  }
}

function createClient({ url, startTls, ca }: LdapSettings, { connectMs, answerMs }: Patience): Client {
  // With tlsOptions the library begins TLS at once, also on a port that waits for StartTLS.
  const tls = startTls ? {} : { tlsOptions: ca === null ? {} : { ca } };
  return new Client({ url, connectTimeout: connectMs, timeout: answerMs, ...tls });
}

async function secure(
  client: Client,
  { url, startTls, ca }: LdapSettings,
  patience: Patience,
): Promise<void> {
  if (!startTls) return;
  // The name that the certificate must carry: over a socket that is open already, nobody else knows it.
  const host = new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
  const isLate = new AbortController();
  const late = sleep(patience.connectMs, undefined, { signal: isLate.signal, ref: false }).then(() => {
    throw new DirectoryFault('timeout', 'the directory does not answer StartTLS in time');
  });
  try {
    await Promise.race([client.startTLS({ host, ...(ca === null ? {} : { ca }) }), late]);
  } finally {
    isLate.abort();
    late.catch(() => undefined);
  }
}

function checkBound(client: Client): void {
  if (!client.isBound) throw new DirectoryFault('anonymous', 'the connection no longer carries our name');
}

/** Who are we to the directory, and is its base there for us? */
async function probe(
  client: Client,
  { baseDn }: LdapSettings,
  search: OpenDirectory['search'],
): Promise<void> {
  checkBound(client);
  const identity = await askWhoAmI(client);
  if (identity === '') throw new DirectoryFault('anonymous', 'the directory takes us for a stranger');
  const found = await search({ base: baseDn, scope: 'base', filter: anything, attributes: ['1.1'] });
  if (found.length !== 1) throw new DirectoryFault('incomplete', 'the base of the directory is not there');
}

/** null: a directory that does not know the question. */
async function askWhoAmI(client: Client): Promise<string | null> {
  return client.exop(whoAmI).then(
    ({ value }) => value ?? '',
    (error: unknown) => {
      if (error instanceof ProtocolError || error instanceof UnwillingToPerformError) return null;
      throw error;
    },
  );
}
