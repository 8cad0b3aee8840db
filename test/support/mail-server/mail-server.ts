import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { readMail, type ReadMail } from './read-mail.ts';

export type ReceivedMail = ReadMail & { at: number; to: string; from: string; source: string };

/** A mail server on loopback that keeps what it takes, and refuses what it is told to. */
export type MailServer = {
  /** Umlauf with these settings sends its mails here. */
  settings: Record<string, string>;
  mails: ReceivedMail[];
  /** How often somebody asked to be allowed to send to this address. */
  attempts: (address: string) => number;
  /** From now on, so many times, mail to this address is answered with this code; for ever without a number. */
  refuse: (address: string, code: number, times?: number) => void;
  /** From now on a mail is answered so long after it came. */
  answerAfter: (ms: number) => void;
  to: (address: string) => ReceivedMail[];
  stop: () => Promise<void>;
};

const refusal = (code: number) => Object.assign(new Error('refused by the test'), { responseCode: code });

export async function startMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const refused = new Map<string, { code: number; times: number }>();
  const asked = new Map<string, number>();
  let answerAfterMs = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) => {
      asked.set(address, (asked.get(address) ?? 0) + 1);
      const rule = refused.get(address);
      if (!rule || rule.times <= 0) {
        done();
        return;
      }
      rule.times -= 1;
      done(refusal(rule.code));
    },
    onData: (stream, { envelope }, done) => {
      // Whoever goes away in the middle of a mail has sent none.
      text(stream).then((source) => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        for (const { address } of envelope.rcptTo)
          mails.push({ ...readMail(source), at: Date.now(), to: address, from, source });
        setTimeout(done, answerAfterMs);
      }, done);
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    settings: {
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      MAIL_FROM: 'Umlauf Lindenhof <umlauf@lindenhof.example>',
    },
    mails,
    attempts: (address) => asked.get(address) ?? 0,
    refuse: (address, code, times = Infinity) => refused.set(address, { code, times }),
    answerAfter: (ms) => {
      answerAfterMs = ms;
    },
    to: (address) => mails.filter((mail) => mail.to === address),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}
