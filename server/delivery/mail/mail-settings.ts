import type { MailSender } from './mail-address.ts';

export type MailSettings = {
  host: string;
  port: number;
  /** TLS from the first byte; else STARTTLS where the server offers it, and always before a password is said. */
  secure: boolean;
  login: { user: string; password: string } | null;
  ca: string | null;
  from: MailSender;
};
