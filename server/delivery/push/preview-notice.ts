import type { Announcement } from '../../announcements/announcement.ts';
import { checkWordsOf } from '../../announcements/words/check-words.ts';
import type { Language } from '../../platform/views/languages.ts';
import type { House } from '../../umlauf.ts';
import { buildPayload } from './payload.ts';

/** What a reminder of this announcement shows on a device, in this language: made as the notice itself is made. */
export function previewNotice(
  { id, priority, acknowledgement, drill, title }: Announcement,
  { config: { pushDetail, baseUrl }, sessionSecret }: Pick<House, 'config' | 'sessionSecret'>,
  language: Language,
): { title: string; body: string } {
  const payload = buildPayload({
    ...{ kind: 'reminder', id, priority, drill, language, baseUrl },
    requiresAcknowledgement: acknowledgement === 'confirm',
    withdrawn: false,
    words: checkWordsOf(sessionSecret, id),
    title: pushDetail === 'title' ? title : null,
  });
  return (JSON.parse(payload) as { notification: { title: string; body: string } }).notification;
}
