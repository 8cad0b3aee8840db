import type { Announcement } from '../../announcements/announcement.ts';
import { checkWordsOf } from '../../announcements/words/check-words.ts';
import type { Language } from '../../platform/views/languages.ts';
import type { House } from '../../umlauf.ts';
import { describeNotice } from './payload.ts';

/** What a reminder of this announcement shows on a device, in this language. */
export const previewNotice = (
  { id, priority, acknowledgement, drill, title }: Announcement,
  { config: { pushDetail, baseUrl }, sessionSecret }: Pick<House, 'config' | 'sessionSecret'>,
  language: Language,
): { title: string; body: string } =>
  describeNotice({
    ...{ kind: 'reminder', id, priority, drill, language, baseUrl },
    requiresAcknowledgement: acknowledgement === 'confirm',
    withdrawn: false,
    words: checkWordsOf(sessionSecret, id),
    title: pushDetail === 'discreet' ? null : title,
  });
