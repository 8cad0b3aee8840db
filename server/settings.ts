import { isIP } from 'node:net';
import { FilterParser } from 'ldapts';
import { z } from 'zod';
import { parseSender } from './delivery/mail/mail-address.ts';
import { parseQuietHours } from './delivery/plan/quiet-hours.ts';
import { normaliseDn, splitDns } from './directory/ldap/dn.ts';

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .refine(
      (value) => /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most,
      `must be a whole number from ${least} to ${most}`,
    )
    .transform(Number);
const flag = z.enum(['0', '1']).transform((value) => value === '1');
const groups = z.string().transform((value) =>
  value
    .split(';')
    .map((group) => group.trim())
    .filter(Boolean),
);
const dn = z
  .string()
  .refine((value) => normaliseDn(value) !== null, 'it is not a distinguished name, as dc=example,dc=com');
const dns = z
  .string()
  .transform(splitDns)
  .refine(
    (names) => names.length > 0 && names.every((name) => normaliseDn(name) !== null),
    'it must be distinguished names with ; between',
  );
const filter = z.string().refine(isFilter, 'it is not a search filter in parentheses');
const pushHost = /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$|^([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\]):\d{1,5}$/i;
const browserPushServices =
  'fcm.googleapis.com, updates.push.services.mozilla.com, web.push.apple.com, *.push.apple.com, *.notify.windows.com';

/** Every setting that this version understands, as it stands in the environment. */
export const settings = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  TLS_CERT_FILE: z.string().optional(),
  TLS_KEY_FILE: z.string().optional(),
  BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  TIME_ZONE: z
    .string()
    .refine(isTimeZone, 'it is not in the IANA list of time zones')
    .default('Europe/Berlin'),
  DEFAULT_LANGUAGE: z.enum(['en', 'de', 'nl']).default('en'),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z.string().refine(isDatabase, 'it must be sqlite:FILE or postgres://…').optional(),
  SESSION_SECRET: z.string().min(32, 'it must have at least 32 characters').optional(),
  VAPID_KEY_FILE: z.string().optional(),
  SESSION_DAYS: wholeNumber(1, 365).default(90),
  TRUST_PROXY: z
    .string()
    .refine(isProxyList, 'it must be a number of hops, or addresses (CIDR) with commas')
    .optional(),
  DEMO: flag.optional(),
  SAML_IDP_METADATA: z.string().optional(),
  SAML_ENTITY_ID: z.string().max(1024).optional(),
  SAML_ATTRIBUTE_LOGIN: z.string().optional(),
  SAML_ATTRIBUTE_MAIL: z.string().optional(),
  SAML_ATTRIBUTE_NAME: z.string().optional(),
  SAML_ATTRIBUTE_GROUPS: z.string().optional(),
  SAML_ATTRIBUTE_ID: z.string().optional(),
  SCIM_TOKEN: z.string().min(32, 'it must have at least 32 characters').optional(),
  APPROVAL_ABOVE: wholeNumber(1, 10_000_000).optional(),
  LDAP_URL: z
    .url({ protocol: /^ldaps?$/, error: 'it must be ldaps://… or ldap://…' })
    .refine((value) => /^\w+:\/\/[^/?#@]+\/?$/.test(value), 'it must be a host, and a port at most')
    .optional(),
  LDAP_STARTTLS: flag.default(false),
  LDAP_CA_FILE: z.string().optional(),
  // Whoever binds to Active Directory may give name@domain or DOMAIN\\name.
  LDAP_BIND_DN: z.string().optional(),
  LDAP_BIND_PASSWORD: z.string().optional(),
  LDAP_BASE_DN: dn.optional(),
  LDAP_PEOPLE_BASE: dns.optional(),
  LDAP_GROUPS_BASE: dns.optional(),
  LDAP_PEOPLE_FILTER: filter.optional(),
  LDAP_GROUPS_FILTER: filter.optional(),
  LDAP_SCHEMA: z.enum(['ad', 'rfc2307bis', 'auto']).default('auto'),
  LDAP_WATCH_SECONDS: wholeNumber(1, 3600).default(10),
  LDAP_SYNC_SECONDS: wholeNumber(10, 86_400).default(300),
  LDAP_MAX_DROP_PERCENT: wholeNumber(0, 100).default(10),
  ROLE_ADMIN_GROUPS: groups.optional(),
  ROLE_PUBLISHER_GROUPS: groups.optional(),
  ROLE_AUDITOR_GROUPS: groups.optional(),
  PUSH_CONTACT: z
    .string()
    .regex(
      /^(mailto:[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+|https:\/\/(?!localhost\b)[^\s<>]+)$/,
      'it must be a mailto: or https: address',
    )
    .optional(),
  PUSH_ALLOWED_HOSTS: z
    .string()
    .default(browserPushServices)
    .transform((value) => value.split(/[,;\s]+/).filter(Boolean))
    .refine(
      (hosts) => hosts.every((host) => pushHost.test(host)),
      'an entry must be host, *.host or host:port',
    ),
  PUSH_CA_FILE: z.string().optional(),
  PUSH_PROXY: z
    .url({ protocol: /^https?$/, error: 'it must be http://… or https://…' })
    .refine((value) => /^\w+:\/\/[^/?#]+\/?$/.test(value), 'it must be a host, and a port at most')
    .optional(),
  PUSH_DETAIL: z.enum(['discreet', 'title', 'text']).default('discreet'),
  SMTP_URL: z
    .string()
    .refine(isSmtp, 'it must be smtp://… or smtps://…, with a host, a port and a login at most')
    .optional(),
  SMTP_CA_FILE: z.string().optional(),
  MAIL_FROM: z
    .string()
    .refine((value) => parseSender(value) !== null, 'it must be an address, as Umlauf <umlauf@example.org>')
    .optional(),
  QUIET_HOURS: z
    .string()
    .refine((value) => parseQuietHours(value) !== undefined, 'it must be as 20:00-06:00, or none')
    .default('20:00-06:00')
    .transform((value) => parseQuietHours(value) ?? null),
  CRITICAL_BUDGET: wholeNumber(0, 1000).default(4),
  METRICS_TOKEN: z.string().min(16, 'it must have at least 16 characters').optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type Settings = z.infer<typeof settings>;

/** Settings of the contract that come with what they are for. */
export const comesLater = /^(REDIS_URL|CLAMD_URL)/;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function isDatabase(location: string): boolean {
  if (location.startsWith('sqlite:')) return location.length > 'sqlite:'.length;
  return /^postgres(ql)?:\/\/./.test(location) && URL.canParse(location);
}

function isSmtp(location: string): boolean {
  return /^smtps?:\/\/[^/?#]+\/?$/.test(location) && URL.canParse(location);
}

function isFilter(value: string): boolean {
  try {
    FilterParser.parseString(value);
    return value.startsWith('(');
  } catch {
    return false;
  }
}

function isProxyList(value: string): boolean {
  if (/^\d{1,2}$/.test(value)) return true;
  return value.split(',').every((entry) => {
    const [address = '', bits, ...rest] = entry.trim().split('/');
    const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
    return (
      rest.length === 0 &&
      longest > 0 &&
      (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest))
    );
  });
}
