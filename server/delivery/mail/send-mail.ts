import { createTransport } from 'nodemailer';
import type { ComposedMail } from './compose-mail.ts';
import { oneLine } from './mail-address.ts';
import type { MailAttempt } from './mail-outcome.ts';
import type { MailSettings } from './mail-settings.ts';

export type Mail = ComposedMail & {
  to: { name: string; address: string };
  messageId: string;
  language: string;
  at: number;
};

export type Mailer = {
  send: (mail: Mail) => Promise<MailAttempt>;
  /** Connects and signs in, no more. Answers what went wrong, or null. */
  greet: () => Promise<string | null>;
  close: () => void;
};

export const concurrentMails = 5;
/** A server that dribbles its answers lets no time-out of a socket pass; this is for the whole of an attempt. */
const longestMailMs = 40_000;

/** Hands mails to the mail server of the house over a few connections that stay open. */
export function createMailer({ host, port, secure, login, ca, from }: MailSettings): Mailer {
  const transport = createTransport({
    ...{ pool: true, maxConnections: concurrentMails, maxRequeues: 0, host, port, secure },
    ...(login ? { auth: { user: login.user, pass: login.password }, requireTLS: !secure } : {}),
    ...(ca === null ? {} : { tls: { ca } }),
    ...{ connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 10_000 },
    ...{ disableFileAccess: true, disableUrlAccess: true, logger: false },
  });

  const closing = new AbortController();

  async function send({ to, messageId, language, at, subject, text, html }: Mail): Promise<MailAttempt> {
    const name = oneLine(to.name);
    try {
      const { response } = await transport.sendMail({
        ...{ from, to: { name, address: to.address }, subject, text, html, messageId, date: new Date(at) },
        envelope: { from: from.address, to: [to.address] },
        // RFC 3834: neither an absence note nor a delivery report by a program shall come back.
        headers: {
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          'Content-Language': language,
        },
        xMailer: false,
        signal: AbortSignal.any([AbortSignal.timeout(longestMailMs), closing.signal]),
      });
      return { status: Number(/^\d{3}/.exec(response)?.[0] ?? 250), command: null };
    } catch (error) {
      return readTrouble(error);
    }
  }

  return {
    send,
    greet: () =>
      transport.verify().then(
        () => null,
        (error: unknown) => {
          const trouble = readTrouble(error);
          return 'fault' in trouble ? trouble.fault : String(trouble.status);
        },
      ),
    close: () => {
      closing.abort();
      transport.close({ force: true });
    },
  };
}

/** What the server said stays where it was said: it may name the address, and the log must not. */
function readTrouble(error: unknown): MailAttempt {
  const { responseCode, response, command, code, name } = error as Record<string, unknown>;
  if (typeof responseCode === 'number')
    return {
      ...{ status: responseCode, command: typeof command === 'string' ? command : null },
      enhanced: /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(String(response))?.[1],
    };
  return { fault: typeof code === 'string' ? code : String(name) };
}
