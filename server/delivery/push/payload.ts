import { translate, type Language } from '../../platform/views/languages.ts';
import type { Priority } from '../../announcements/announcement.ts';
import type { OfflineSeal } from '../../sign-in/offline-seal.ts';
import type { DeliveryKind } from '../delivery.ts';
import { bytesInJson, fitText } from './fit-text.ts';

/** What the house lets a notice tell (PUSH_DETAIL), and how long every notice then is. */
export const payloadBytes = { discreet: 1024, title: 1024, text: 3072 } as const;
const longestTitleBytes = 240;
const longestWholeTitleBytes = 960;
const longestSenderBytes = 240;
const anybody: OfflineSeal = { owner: '-'.repeat(43), key: '-'.repeat(43) };

/** An announcement in one language, as it travels with its notice to a phone that cannot reach the house. */
export type CarriedText = {
  version: number;
  language: Language;
  title: string;
  sender: string;
  /** In words; null where there is none. */
  deadline: string | null;
  body: string;
  bodyHtml: string;
};

export type NoticeRequest = {
  kind: DeliveryKind;
  /** The announcement, the channel, or the test. */
  id: string;
  priority: Priority;
  requiresAcknowledgement: boolean;
  /** A correction that takes the announcement back. */
  withdrawn: boolean;
  drill: boolean;
  language: Language;
  /** null: discreet, neither the lock screen nor a notification history shows what it is about. */
  title: string | null;
  /** By which people tell it from a forged one; null where there is none. */
  words: string | null;
  baseUrl: string;
};

/** `text`: only with a title; null: it stays in the house. */
export type PayloadRequest = NoticeRequest & { text: CarriedText | null; bytes: number };

function keyOf({ kind, priority, requiresAcknowledgement, withdrawn }: NoticeRequest): string {
  if (kind === 'announcement') return requiresAcknowledgement ? `${priority}-confirm` : priority;
  return kind === 'correction' && withdrawn ? 'withdrawal' : kind;
}

/** An exercise says so before anything else, also on the lock screen. */
function asDrill(title: string, { drill, language }: NoticeRequest): string {
  return drill ? translate(language, 'push:drill', { title }) : title;
}

/** Whoever answers for a team is led to its list, everybody else to the announcement, or to the channel. */
export function pathTo(kind: DeliveryKind, id: string): string {
  if (kind === 'test') return '/me';
  if (kind === 'channel') return `/channels/${id}`;
  return `/announcements/${id}${kind === 'escalation' ? '/team' : ''}`;
}

function tagOf(kind: DeliveryKind, id: string): string {
  if (kind === 'test') return 'test';
  return kind === 'escalation' || kind === 'channel' ? `${kind}-${id}` : `announcement-${id}`;
}

/** What a device shows, in the words of the person who is told. */
export function describeNotice(request: NoticeRequest) {
  const { kind, id, priority, language, words, baseUrl } = request;
  const key = keyOf(request);
  const title =
    request.title === null
      ? translate(language, `push:${key}.title`)
      : shorten(request.title, longestTitleBytes);
  const body = translate(language, `push:${key}.body`);
  return {
    title: asDrill(title, request),
    body: words === null ? body : translate(language, 'push:words', { body, words }),
    lang: language,
    tag: tagOf(kind, id),
    navigate: `${baseUrl}${pathTo(kind, id)}`,
    data: { v: 1, kind, id, priority },
  };
}

/** A payload, made for one person. */
export type Prepared = (recipient: () => OfflineSeal) => string;

/**
 * Declarative Web Push (WebKit's `web_push: 8030`), the same for every browser. Padded to a fixed number of bytes of
 * UTF-8, so that the length says nothing. One with a title names whom it is for, and lets the service worker have it
 * first (`mutable`): it shows nothing of it to anybody else. With a text, it brings that person's half of the key by
 * which a confirmation waits there.
 */
export function preparePayload(request: PayloadRequest): Prepared {
  const notification = describeNotice(request);
  if (request.title === null) {
    const payload = padded({ web_push: 8030, notification }, request.bytes);
    return () => payload;
  }
  const carried = request.text && carry(request, request.text, notification);
  return (recipient) => padded(openMessage(notification, recipient(), carried), request.bytes);
}

type Described = ReturnType<typeof describeNotice>;

/** What cannot be read whole is marked as cut: it is not confirmed from there. */
function carry(request: PayloadRequest, { body, bodyHtml, ...text }: CarriedText, notification: Described) {
  const title = shorten(text.title, longestWholeTitleBytes);
  const whole = {
    ...text,
    title: asDrill(title, request),
    sender: shorten(text.sender, longestSenderBytes),
    asks: request.requiresAcknowledgement,
    ...{ html: '', isCut: false },
  };
  const used = Buffer.byteLength(unpadded(openMessage(notification, anybody, whole)));
  const { html, isCut } = fitText({ body, bodyHtml }, request.bytes - used);
  return { ...whole, html, isCut: isCut || title !== text.title };
}

const openMessage = (notification: Described, { owner, key }: OfflineSeal, text: object | null) => ({
  ...{ web_push: 8030, mutable: true },
  notification: {
    ...notification,
    data: { ...notification.data, owner, ...(text && { text: { key, ...text } }) },
  },
});

const unpadded = (message: object, pad = ''): string => JSON.stringify({ ...message, pad });

function padded(message: object, bytes: number): string {
  return unpadded(message, ' '.repeat(bytes - Buffer.byteLength(unpadded(message))));
}

/** Between two characters as people count them. */
function shorten(text: string, bytes: number): string {
  let size = bytesInJson(text);
  if (size <= bytes) return text;
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  while (size > bytes) size -= bytesInJson(characters.pop() ?? '');
  return `${characters.join('')}…`;
}
