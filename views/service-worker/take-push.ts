import { dropOldTexts, dropText, keepText } from '../offline/kept-texts.ts';
import { lastPerson } from '../offline/last-person.ts';
import { isSignOutOwed } from '../offline/owed-sign-out.ts';
import { tellQueue } from '../offline/queue-news.ts';
import { describeNotice, type Notice, type Payload, readPayload } from './notice.ts';

/** Where the browser understands the message itself, it gives the notice that it would show, and no data. */
export interface DeclarativePushEvent {
  data: { text: () => string } | null;
  notification?: Payload['notification'] | null;
}

const enoughMs = 1000;

/** Keeps or drops the text of an announcement as the message says. Returns what may be shown of it here. */
export async function takePush({ data, notification }: DeclarativePushEvent): Promise<Notice> {
  const payload = notification ? { notification } : readPayload(data?.text());
  const isMeant = payload !== null && (await inTime(takeIn(payload), isForAnybody(payload)));
  return describeNotice(isMeant ? payload : null, navigator.language);
}

const isForAnybody = ({ notification }: Payload): boolean => notification.data?.owner === undefined;

/** Whether the message is for the person of this browser: not after he has signed out, nor once another one has signed in. */
async function takeIn({ notification: { data = {} } }: Payload): Promise<boolean> {
  const { kind, id, priority = '', owner, text } = data;
  await dropOldTexts(Date.now());
  if (await isSignOutOwed()) return false;
  if (owner !== undefined && owner !== (await lastPerson())) return false;
  if (id === undefined || kind === 'escalation' || kind === 'channel') return true;
  if (text && owner) await keepText({ ...text, id, owner, priority }, Date.now());
  else await dropText(id);
  tellQueue('texts');
  return true;
}

// Some browsers open their store late, or never; a push that shows nothing costs the permission.
function inTime(taking: Promise<boolean>, otherwise: boolean): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(otherwise), enoughMs));
  return Promise.race([taking.catch(() => otherwise), late]);
}
