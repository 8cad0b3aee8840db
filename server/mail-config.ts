import type { MailSettings } from './delivery/mail/mail-settings.ts';
import { parseSender } from './delivery/mail/mail-address.ts';
import { readAuthority } from './given-file.ts';
import { SettingFault } from './setting-fault.ts';
import type { Settings } from './settings.ts';

const ports: Record<string, number> = { 'smtp:': 25, 'smtps:': 465 };

/** The mail server and the sender that mails name; null when none is set. Refuses one without the other. */
export function readMail(given: Settings): MailSettings | null {
  const { SMTP_URL: location, SMTP_CA_FILE: caFile, MAIL_FROM: from } = given;
  if (location === undefined) {
    const homeless = from === undefined ? caFile && 'SMTP_CA_FILE' : 'MAIL_FROM';
    if (homeless) throw new SettingFault(`${homeless} is set, but SMTP_URL is missing.`);
    return null;
  }
  const sender = from === undefined ? null : parseSender(from);
  if (!sender) throw new SettingFault('SMTP_URL is set, but MAIL_FROM is missing.');
  const { protocol, hostname, port, username, password } = new URL(location);
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (ports[protocol] ?? 25) : Number(port),
    secure: protocol === 'smtps:',
    login:
      username === '' ? null : { user: decodeURIComponent(username), password: decodeURIComponent(password) },
    ca: caFile === undefined ? null : readAuthority('SMTP_CA_FILE', caFile),
    from: sender,
  };
}
