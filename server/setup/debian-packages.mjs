import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runProgram } from './run-program.mjs';

const needed = [
  { name: 'chromium', isPresent: () => isOnPath('chromium') },
  { name: 'postgresql', isPresent: hasPostgresServer },
  { name: 'openssl', isPresent: () => isOnPath('openssl') },
  { name: 'strace', isPresent: () => isOnPath('strace') },
  { name: 'slapd', isPresent: () => existsSync('/usr/sbin/slapd') },
  { name: 'ldap-utils', isPresent: () => isOnPath('ldapadd') },
  { name: 'simplesamlphp', isPresent: () => existsSync('/usr/share/simplesamlphp') },
  { name: 'php8.2-xml', isPresent: () => hasPhpModule('dom') },
  { name: 'php8.2-mbstring', isPresent: () => hasPhpModule('mbstring') },
  { name: 'php8.2-cgi', isPresent: () => isOnPath('php-cgi8.2') },
];

/** The real parts that the tests start; root on Debian gets what is missing, anybody else is told how. */
export async function installDebianPackages() {
  const missing = needed.filter((part) => !part.isPresent()).map((part) => part.name);
  if (missing.length === 0) return;
  const command = `apt-get update && apt-get install --yes --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    throw new Error(`The tests need ${missing.join(', ')}. Install with: sudo sh -c '${command}'`);
  }
  process.stderr.write(`Installing ${missing.join(', ')} from Debian.\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { code, output } = await runProgram('sh', ['-c', command], { env });
  if (code !== 0) throw new Error(`${command} failed:\n${output}`);
}

function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

const hasPhpModule = (name) => existsSync(`/etc/php/8.2/cli/conf.d/20-${name}.ini`);

function hasPostgresServer() {
  const versions = '/usr/lib/postgresql';
  return (
    existsSync(versions) &&
    readdirSync(versions).some((version) => existsSync(join(versions, version, 'bin/initdb')))
  );
}
