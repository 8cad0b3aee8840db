import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { makeAuthority } from './authority.ts';
import { freePort } from './free-port.ts';

export type Slapd = {
  /** ldaps, with a certificate of the authority in caFile. */
  url: string;
  /** The same directory without encryption, for StartTLS. */
  plainUrl: string;
  caFile: string;
  base: string;
  bindDn: string;
  bindPassword: string;
  /** Applies LDIF as the administrator: entries, or changes with `changetype`. */
  apply: (ldif: string) => Promise<void>;
  stop: () => Promise<void>;
};

const run = promisify(execFile);
const base = 'dc=lindenhof,dc=example';
const administrator = `cn=admin,${base}`;
const administratorPassword = 'of the directory itself';
const bindDn = `cn=umlauf,${base}`;
const bindPassword = 'reads and nothing else';

// Waits for the end of its input, which comes with stop() and with the death of the tests, however they die.
const untilInputEnds =
  '"$@" >"$0/log" 2>&1 & server=$!; cat >/dev/null; kill -INT $server; wait $server; rm -rf "$0"';

// Without a bind a stranger finds the notice board, with success: a fraction of the people and no groups.
const settings = (folder: string) => `
${['core', 'cosine', 'nis', 'inetorgperson'].map((name) => `include /etc/ldap/schema/${name}.schema`).join('\n')}
pidfile ${folder}/pid
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload ppolicy
TLSCACertificateFile ${folder}/tls/ca.pem
TLSCertificateFile ${folder}/tls/leaf.pem
TLSCertificateKeyFile ${folder}/tls/leaf.key
sizelimit 500
database mdb
suffix "${base}"
rootdn "${administrator}"
rootpw "${administratorPassword}"
directory ${folder}/data
maxsize 536870912
dbnosync
index objectClass,uid,entryUUID eq
overlay ppolicy
access to attrs=userPassword by anonymous auth by * none
access to dn.base="${base}" by * read
access to dn.subtree="ou=Notice board,${base}" by * read
access to * by users read by anonymous auth
limits dn.exact="${bindDn}" size.prtotal=unlimited
`;

const root = `
dn: ${base}
objectClass: dcObject
objectClass: organization
dc: lindenhof
o: Lindenhof

dn: ${bindDn}
objectClass: applicationProcess
objectClass: simpleSecurityObject
cn: umlauf
userPassword: ${bindPassword}
`;

/** An OpenLDAP of its own on loopback, in a folder of its own, as an ordinary user. */
export async function startSlapd(): Promise<Slapd> {
  const account = await ordinaryAccount();
  const folder = await mkdtemp(join(tmpdir(), 'umlauf-slapd-'));
  await Promise.all(['data', 'tls'].map((name) => mkdir(join(folder, name))));
  const { caFile } = await makeAuthority(join(folder, 'tls'));
  await writeFile(join(folder, 'slapd.conf'), settings(folder));
  if (account.uid !== undefined && account.gid !== undefined)
    for (const path of ['.', ...(await readdir(folder, { recursive: true }))])
      await chown(join(folder, path), account.uid, account.gid);
  // The tests read the authority, whoever the server runs as.
  await Promise.all([chmod(folder, 0o755), chmod(join(folder, 'tls'), 0o755)]);

  const [port, plainPort] = [await freePort(), await freePort()];
  const [url, plainUrl] = [`ldaps://127.0.0.1:${port}`, `ldap://127.0.0.1:${plainPort}`];
  const server = ['/usr/sbin/slapd', '-d', '0', '-f', join(folder, 'slapd.conf'), '-h', `${url} ${plainUrl}`];
  const keeper = spawn('sh', ['-c', untilInputEnds, folder, ...server], {
    ...{ ...account, cwd: folder, detached: true, stdio: ['pipe', 'ignore', 'ignore'] as const },
  });
  const stop = () => stopKeeper(keeper);
  const slapd: Slapd = {
    ...{ url, plainUrl, caFile, base, bindDn, bindPassword, stop },
    apply: (ldif) => apply(plainUrl, ldif),
  };
  await untilItListens(port, folder)
    .then(() => slapd.apply(root))
    .catch(async (error: unknown) => {
      await stop();
      throw error;
    });
  return slapd;
}

async function apply(url: string, ldif: string): Promise<void> {
  const words = ['-a', '-x', '-H', url, '-D', administrator, '-w', administratorPassword];
  // It says a line for each entry.
  const running = run('ldapmodify', words, { maxBuffer: Infinity });
  running.child.stdin?.end(ldif);
  await running;
}

async function ordinaryAccount(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = await Promise.all(['-u', '-g'].map((which) => run('id', [which, 'nobody'])));
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
}

async function untilItListens(port: number, folder: string): Promise<void> {
  const giveUpAt = performance.now() + 15_000;
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const listens = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (listens) return;
    if (performance.now() > giveUpAt)
      throw new Error(`slapd did not start:\n${await readFile(join(folder, 'log'), 'utf8')}`);
    await sleep(25);
  }
}

async function stopKeeper(keeper: ChildProcess): Promise<void> {
  if (keeper.exitCode !== null) return;
  const ended = once(keeper, 'exit');
  keeper.stdin?.end();
  await ended;
}
