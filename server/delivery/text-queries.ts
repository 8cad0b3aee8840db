import { listAnnouncements } from '../announcements/announcement-queries.ts';
import { chooseText } from '../announcements/choose-text.ts';
import type { Db } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';
import { dateTime } from '../platform/views/dates.ts';
import type { Language } from '../platform/views/languages.ts';
import type { CarriedText } from './push/payload.ts';

/** What these announcements say, to be read in a language. */
export async function findTexts(
  db: Db,
  announcementIds: string[],
  timeZone: string,
): Promise<(announcementId: string, language: Language) => CarriedText | null> {
  if (announcementIds.length === 0) return () => null;
  const announcements = await listAnnouncements(db, announcementIds);
  const senderIds = announcements.map(({ senderId }) => senderId);
  const senders = (await whereIn(db('people').select('id', 'name'), 'id', senderIds)) as {
    id: string;
    name: string;
  }[];
  return (announcementId, reads) => {
    const announcement = announcements.find(({ id }) => id === announcementId);
    if (!announcement) return null;
    const { version, senderId, deadlineAt } = announcement;
    const { language, title, body, bodyHtml } = chooseText(announcement, reads);
    return {
      ...{ version, language, title, body, bodyHtml },
      sender: senders.find(({ id }) => id === senderId)?.name ?? '',
      deadline: deadlineAt === null ? null : dateTime(deadlineAt, { timeZone, language: reads }),
    };
  };
}
