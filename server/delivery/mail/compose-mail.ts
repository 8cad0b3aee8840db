import type { Priority } from '../../announcements/announcement.ts';
import { dateTime, when } from '../../platform/views/dates.ts';
import { translate } from '../../platform/views/languages.ts';
import type { Zone } from '../../platform/views/zoned-time.ts';
import type { DeliveryKind } from '../delivery.ts';
import { oneLine } from './mail-address.ts';
import { layOutMail } from './lay-out-mail.ts';

export type MailRequest = Zone & {
  kind: Exclude<DeliveryKind, 'test' | 'channel'>;
  priority: Priority;
  requiresAcknowledgement: boolean;
  /** A correction that takes the announcement back. */
  withdrawn: boolean;
  drill: boolean;
  sender: { name: string; department: string };
  releasedAt: number;
  deadlineAt: number | null;
  words: string;
  /** The plain address: no token, and nothing that tells who followed it. */
  address: string;
  now: number;
};

export type ComposedMail = { subject: string; text: string; html: string };

/** What a mail says: that there is something, from whom and until when, and never what it is about. */
export function composeMail(request: MailRequest): ComposedMail {
  const { sender, releasedAt, deadlineAt, words, address, language } = request;
  const say = (key: string, params = {}) => translate(language, `mail:${key}`, params);
  const from = [sender.name, sender.department].map(oneLine).filter(Boolean).join(', ');
  const facts: [string, string][] = [
    [say('from'), from],
    [say('released'), dateTime(releasedAt, request)],
    ...(asksUntil(request) === null
      ? []
      : [[say('deadline'), dateTime(deadlineAt ?? 0, request)] as [string, string]]),
    [say('words'), words],
  ];
  const heading = asDrill(say(`heading.${headingOf(request)}`), request);
  const notes = [say('wordsExplained'), say('noContent')];
  return {
    subject: oneLine(asDrill(sayNow(request), request)),
    ...layOutMail({ heading, facts, invitation: say('open'), address, notes, language }),
  };
}

function subjectOf({ kind, priority, withdrawn }: MailRequest): string {
  if (kind === 'announcement') return priority;
  return kind === 'correction' && withdrawn ? 'withdrawal' : kind;
}

function headingOf(request: MailRequest): string {
  const subject = subjectOf(request);
  return request.kind === 'announcement' && request.requiresAcknowledgement ? `${subject}-confirm` : subject;
}

/** Until when it asks for a confirmation; null when it asks for none, or without a time. */
function asksUntil({ requiresAcknowledgement, withdrawn, deadlineAt }: MailRequest): number | null {
  return requiresAcknowledgement && !withdrawn ? deadlineAt : null;
}

function sayNow(request: MailRequest): string {
  const { language, withdrawn, requiresAcknowledgement } = request;
  const what = translate(language, `mail:subject.${subjectOf(request)}`);
  if (withdrawn || !requiresAcknowledgement || request.kind === 'escalation') return what;
  const deadlineAt = asksUntil(request);
  if (deadlineAt === null) return translate(language, 'mail:subject.confirm', { what });
  // Read when nobody knows: the date, and never "tomorrow".
  return translate(language, 'mail:subject.by', { what, when: when(deadlineAt, { ...request, now: 0 }) });
}

const asDrill = (text: string, { drill, language }: MailRequest): string =>
  drill ? translate(language, 'mail:drill', { text }) : text;
