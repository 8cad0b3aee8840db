import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadEnvFile } from 'node:process';
import { z } from 'zod';

/** A setting that cannot be used; the message is one sentence that names it. */
export class SettingFault extends Error {}

const seconds = 1000;
export type Config = ReturnType<typeof assemble>;
type Environment = Record<string, string | undefined>;

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(['0', '1']).transform((value) => value === '1');
const groups = z.string().transform((value) => value.split(';').map((group) => group.trim()).filter(Boolean));

const settings = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  TLS_CERT_FILE: z.string().optional(),
  TLS_KEY_FILE: z.string().optional(),
  BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  TIME_ZONE: z.string().refine(isTimeZone, 'is not a time zone of the IANA list').default('Europe/Berlin'),
  DEFAULT_LANGUAGE: z.enum(['en', 'de', 'nl']).default('en'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'must begin with sqlite: or postgres://')
    .optional(),
  SESSION_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  VAPID_KEY_FILE: z.string().optional(),
  SESSION_DAYS: z.coerce.number().int().min(1).max(365).default(90),
  TRUST_PROXY: z
    .string()
    .regex(/^(\d{1,2}|[0-9a-fA-F.:/, ]+)$/, 'must be a number of hops or addresses (CIDR), separated by commas')
    .optional(),
  DEMO: flag.optional(),
  ROLE_ADMIN_GROUPS: groups.optional(),
  ROLE_PUBLISHER_GROUPS: groups.optional(),
  ROLE_AUDITOR_GROUPS: groups.optional(),
  PUSH_CONTACT: z
    .string()
    .regex(/^(mailto:[^@\s]+@[^@\s]+\.[^@\s]+|https:\/\/\S+)$/, 'must be a mailto: or https: address')
    .optional(),
  PUSH_ALLOWED_HOSTS: z.string().optional(),
  PUSH_CA_FILE: z.string().optional(),
  PUSH_DETAIL: z.enum(['discreet', 'title']).default('discreet'),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

const browserPushServices =
  'fcm.googleapis.com, updates.push.services.mozilla.com, web.push.apple.com, *.push.apple.com, *.notify.windows.com';
const secrets = ['SESSION_SECRET', 'DATABASE_URL', 'METRICS_TOKEN'];
const notYet = ['LDAP_URL', 'SAML_IDP_METADATA', 'SMTP_URL', 'REDIS_URL', 'PUSH_PROXY', 'CLAMD_URL'];

/** Reads the environment (and `.env` in the working folder). Throws a SettingFault at the first trouble. */
export function readConfig(environment: Environment = processEnvironment()): Config {
  const given: Environment = {};
  for (const [name, value] of Object.entries(environment)) if (value?.trim()) given[name] = value.trim();
  for (const name of secrets) readSecretFile(given, name);
  const unsupported = notYet.find((name) => given[name] !== undefined);
  if (unsupported) throw new SettingFault(`${unsupported} is set, but this version of Umlauf cannot use it yet.`);
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new SettingFault(`${String(issue?.path[0])} cannot be used: ${issue?.message ?? 'unknown trouble'}.`);
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
  if (given[name] !== undefined) throw new SettingFault(`${name} and ${name}_FILE are both set; give one of them.`);
  given[name] = readGivenFile(`${name}_FILE`, file).trim();
}

function readGivenFile(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new SettingFault(`${name} names a file that cannot be read: ${file}.`);
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function assemble(given: z.infer<typeof settings>) {
  const production = given.NODE_ENV === 'production';
  if ((given.TLS_CERT_FILE === undefined) !== (given.TLS_KEY_FILE === undefined)) {
    throw new SettingFault('TLS_CERT_FILE and TLS_KEY_FILE belong together; one of them is missing.');
  }
  const tls =
    given.TLS_CERT_FILE !== undefined && given.TLS_KEY_FILE !== undefined
      ? { cert: readGivenFile('TLS_CERT_FILE', given.TLS_CERT_FILE), key: readGivenFile('TLS_KEY_FILE', given.TLS_KEY_FILE) }
      : null;
  const baseUrl = new URL(given.BASE_URL ?? `${tls ? 'https' : 'http'}://localhost:${given.PORT}`);
  if (baseUrl.pathname !== '/' || baseUrl.search !== '') {
    throw new SettingFault('BASE_URL cannot be used: it must be an address without a path.');
  }
  if (production && baseUrl.protocol !== 'https:') throw new SettingFault('BASE_URL must begin with https:// in production.');
  if (production && given.DEMO === true) throw new SettingFault('DEMO cannot be switched on in production.');
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
    trustProxy: given.TRUST_PROXY ?? null,
    /** null: on when the database is new and nothing else is set. */
    demo: given.DEMO ?? (production ? false : null),
    roleGroups: {
      admin: given.ROLE_ADMIN_GROUPS ?? null,
      publisher: given.ROLE_PUBLISHER_GROUPS ?? null,
      auditor: given.ROLE_AUDITOR_GROUPS ?? null,
    },
    pushContact: given.PUSH_CONTACT ?? (baseUrl.protocol === 'https:' ? baseUrl.origin : 'mailto:umlauf@lindenhof.example'),
    pushAllowedHosts: (given.PUSH_ALLOWED_HOSTS ?? browserPushServices).split(/[,;\s]+/).filter(Boolean),
    pushCa: given.PUSH_CA_FILE === undefined ? null : readGivenFile('PUSH_CA_FILE', given.PUSH_CA_FILE),
    pushDetail: given.PUSH_DETAIL,
    metricsToken: given.METRICS_TOKEN ?? null,
    logLevel: given.LOG_LEVEL,
  };
}
