import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadEnvFile } from 'node:process';
import { checkVapidKeyFile, readAuthority, readGivenFile, readTls } from './given-file.ts';
import { readLdap } from './ldap-config.ts';
import { readMail } from './mail-config.ts';
import { SettingFault } from './setting-fault.ts';
import { readSaml } from './saml-settings.ts';
import { comesLater, settings, type Settings } from './settings.ts';

const seconds = 1000;
export type Config = ReturnType<typeof assemble>;
/** For a house that push services could not reach anyway: without an address of its own and a contact. */
const demoContact = 'mailto:umlauf@lindenhof.example';
type Environment = Record<string, string | undefined>;

const secrets = [
  ...['SESSION_SECRET', 'DATABASE_URL', 'METRICS_TOKEN', 'LDAP_BIND_PASSWORD', 'SCIM_TOKEN'],
  ...['PUSH_PROXY', 'SMTP_URL'],
];

/** Reads the environment (and `.env` in the working folder). Throws a SettingFault at the first trouble. */
export function readConfig(environment: Environment = processEnvironment()): Config {
  const given: Environment = {};
  for (const [name, value] of Object.entries(environment)) if (value?.trim()) given[name] = value.trim();
  for (const name of secrets) readSecretFile(given, name);
  const later = Object.keys(given).find((name) => comesLater.test(name));
  if (later) throw new SettingFault(`${later} is set, but this version of Umlauf cannot use it yet.`);
  // The share that may leave at once holds for a file and for an IdP that pushes, too.
  const homeless = Object.keys(given).find((name) => /^LDAP_(?!MAX_DROP_PERCENT$)/.test(name));
  if (homeless !== undefined && given['LDAP_URL'] === undefined)
    throw new SettingFault(`${homeless} is set, but LDAP_URL is missing.`);
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new SettingFault(
      `${String(issue?.path[0])} cannot be used: ${issue?.message ?? 'unknown trouble'}.`,
    );
  }
  return assemble(parsed.data);
}

function processEnvironment(): Environment {
  if (existsSync('.env')) loadEnvFile('.env');
  return process.env;
}

function readSecretFile(given: Environment, name: string): void {
  const file = given[`${name}_FILE`];
  if (file === undefined) return;
  if (given[name] !== undefined)
    throw new SettingFault(`${name} and ${name}_FILE are both set; give one of them.`);
  given[name] = readGivenFile(`${name}_FILE`, file).trim();
}

function assemble(given: Settings) {
  const production = given.NODE_ENV === 'production';
  if ((given.TLS_CERT_FILE === undefined) !== (given.TLS_KEY_FILE === undefined)) {
    throw new SettingFault('TLS_CERT_FILE and TLS_KEY_FILE belong together; one of them is missing.');
  }
  const tls =
    given.TLS_CERT_FILE !== undefined && given.TLS_KEY_FILE !== undefined
      ? readTls(given.TLS_CERT_FILE, given.TLS_KEY_FILE)
      : null;
  const baseUrl = new URL(given.BASE_URL ?? `${tls ? 'https' : 'http'}://localhost:${given.PORT}`);
  if (baseUrl.pathname !== '/' || baseUrl.search !== '') {
    throw new SettingFault('BASE_URL cannot be used: it must be an address without a path.');
  }
  if (production && baseUrl.protocol !== 'https:')
    throw new SettingFault('BASE_URL must begin with https:// in production.');
  if (production && given.DEMO === true) throw new SettingFault('DEMO cannot be switched on in production.');
  if (given.VAPID_KEY_FILE !== undefined) checkVapidKeyFile('VAPID_KEY_FILE', given.VAPID_KEY_FILE);
  const ldap = readLdap(given);
  const saml = readSaml(given, baseUrl.origin);
  if (ldap && given.SCIM_TOKEN !== undefined)
    throw new SettingFault('LDAP_URL and SCIM_TOKEN are both set; people come from one of them.');
  const dataDir = resolve(given.DATA_DIR);
  return {
    production,
    port: given.PORT,
    host: given.HOST,
    tls,
    baseUrl: baseUrl.origin,
    secure: baseUrl.protocol === 'https:',
    timeZone: given.TIME_ZONE,
    defaultLanguage: given.DEFAULT_LANGUAGE,
    dataDir,
    databaseUrl: given.DATABASE_URL ?? `sqlite:${join(dataDir, 'umlauf.sqlite')}`,
    sessionSecret: given.SESSION_SECRET ?? null,
    vapidKeyFile: given.VAPID_KEY_FILE ?? join(dataDir, 'keys', 'vapid.json'),
    sessionIdleMs: given.SESSION_DAYS * 24 * 3600 * seconds,
    sharedSessionMs: 8 * 3600 * seconds,
    /** Where nobody but the IdP says who is here, it is asked again after so long. */
    renewSamlMs: 12 * 3600 * seconds,
    trustProxy: given.TRUST_PROXY ?? null,
    /** null: on when the database is new and nothing else is set. */
    demo: given.DEMO ?? (production || ldap || saml || given.SCIM_TOKEN !== undefined ? false : null),
    /** null: no directory is asked. */
    ldap,
    /** By what the company's IdP shows that it is the one that brings in people and groups; null: it does not. */
    scimToken: given.SCIM_TOKEN ?? null,
    /** null: nobody signs in by SAML. */
    saml,
    roleGroups: {
      admin: given.ROLE_ADMIN_GROUPS ?? null,
      publisher: given.ROLE_PUBLISHER_GROUPS ?? null,
      auditor: given.ROLE_AUDITOR_GROUPS ?? null,
    },
    /** More recipients than this need a second person; null: only what is critical to everyone does. */
    approvalAbove: given.APPROVAL_ABOVE ?? null,
    /** A run that would take away more of the people, or of the members of a team, waits for an administrator. */
    maxDropPercent: given.LDAP_MAX_DROP_PERCENT,
    pushContact: given.PUSH_CONTACT ?? (baseUrl.protocol === 'https:' ? baseUrl.origin : demoContact),
    pushAllowedHosts: given.PUSH_ALLOWED_HOSTS,
    pushCa: given.PUSH_CA_FILE === undefined ? null : readAuthority('PUSH_CA_FILE', given.PUSH_CA_FILE),
    /** null: push services are called directly. */
    pushProxy: given.PUSH_PROXY === undefined ? null : new URL(given.PUSH_PROXY),
    pushDetail: given.PUSH_DETAIL,
    /** When reminders wait; null: never. */
    quietHours: given.QUIET_HOURS,
    /** So many announcements a month may one sender let remind in the quiet hours; above, a second person decides. */
    criticalBudget: given.CRITICAL_BUDGET,
    /** null: no e-mail is sent. */
    mail: readMail(given),
    metricsToken: given.METRICS_TOKEN ?? null,
    logLevel: given.LOG_LEVEL,
  };
}
