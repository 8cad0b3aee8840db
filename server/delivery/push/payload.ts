import { translate, type Language } from '../../platform/views/languages.ts';
import type { Priority } from '../../announcements/announcement.ts';
import type { DeliveryKind } from '../delivery.ts';

const payloadBytes = 1024;
const longestTitleBytes = 240;

export type PayloadRequest = {
  kind: DeliveryKind;
  /** The announcement, or the test. */
  id: string;
  priority: Priority;
  requiresAcknowledgement: boolean;
  /** A correction that takes the announcement back. */
  withdrawn: boolean;
  drill: boolean;
  language: Language;
  /** null: discreet, neither the lock screen nor a notification history shows what it is about. */
  title: string | null;
  /** By which people tell it from a forged one; null for a test. */
  words: string | null;
  baseUrl: string;
};

function keyOf({ kind, priority, requiresAcknowledgement, withdrawn }: PayloadRequest): string {
  if (kind === 'announcement') return requiresAcknowledgement ? `${priority}-confirm` : priority;
  return kind === 'correction' && withdrawn ? 'withdrawal' : kind;
}

/** An exercise says so before anything else, also on the lock screen. */
function asDrill(title: string, { drill, language }: PayloadRequest): string {
  return drill ? translate(language, 'push:drill', { title }) : title;
}

/** Whoever answers for a team is led to its list, everybody else to the announcement. */
export const pathTo = (kind: DeliveryKind, id: string): string =>
  `/announcements/${id}${kind === 'escalation' ? '/team' : ''}`;

/**
 * Declarative Web Push (WebKit's `web_push: 8030`), the same for every browser. Padded to exactly 1,024 bytes of
 * UTF-8, so that the length says nothing.
 */
export function buildPayload(request: PayloadRequest): string {
  const { kind, id, priority, language, words, baseUrl } = request;
  const key = keyOf(request);
  const title = request.title === null ? translate(language, `push:${key}.title`) : shorten(request.title);
  const body = translate(language, `push:${key}.body`);
  const notification = {
    title: asDrill(title, request),
    body: words === null ? body : translate(language, 'push:words', { body, words }),
    lang: language,
    tag: kind === 'test' ? 'test' : kind === 'escalation' ? `escalation-${id}` : `announcement-${id}`,
    navigate: kind === 'test' ? `${baseUrl}/me` : `${baseUrl}${pathTo(kind, id)}`,
    data: { v: 1, kind, id, priority },
  };
  const unpadded = JSON.stringify({ web_push: 8030, notification, pad: '' });
  const missing = payloadBytes - Buffer.byteLength(unpadded);
  return JSON.stringify({ web_push: 8030, notification, pad: ' '.repeat(missing) });
}

function shorten(title: string): string {
  let short = title;
  while (Buffer.byteLength(JSON.stringify(short)) > longestTitleBytes)
    short = [...short].slice(0, -1).join('');
  return short === title ? title : `${short}…`;
}
