import { listEntriesAbout } from '../audit/audit-queries.ts';
import type { Db } from '../platform/db/database.ts';
import { listSendBacks } from './approval-queries.ts';
import { listVersions } from './version-queries.ts';

const ofAnnouncements = [
  ...['drafted', 'submitted', 'sent-back', 'approved', 'scheduled', 'taken-back', 'released'],
  ...['corrected', 'withdrawn', 'held', 'taken-over', 'sent-again'],
];
const shownActions = [...ofAnnouncements.map((event) => `announcement:${event}`), 'reminder:sent'];

type HistoryEntry = {
  at: number;
  /** As in the record, without its noun. */
  event: string;
  /** Who did it; null where the clock or the directory did. */
  name: string | null;
  recipients: number;
  version: number;
  isMaterial: boolean;
  isRecall: boolean;
  /** What was said with it. */
  note: string;
};

/** Who did what with an announcement, the oldest first. Confirmations are no part of it. */
export async function describeHistory(db: Db, announcementId: string): Promise<HistoryEntry[]> {
  const entries = await listEntriesAbout(db, announcementId, shownActions);
  const versions = await listVersions(db, announcementId);
  const sendBacks = await listSendBacks(db, [announcementId]);
  return entries.map(({ at, action, name, details }) => {
    const [noun, event = ''] = action.split(':');
    const correction = versions.find(({ version }) => version === details['version']);
    const sendBack = event === 'sent-back' ? sendBacks.find((made) => made.at === at) : undefined;
    return {
      ...{ at, name, event: noun === 'reminder' ? 'reminded' : event },
      recipients: Number(details['recipients'] ?? 0),
      version: Number(details['version'] ?? 1),
      isMaterial: details['kind'] === 'material',
      isRecall: details['recalled'] === true,
      note: (event === 'corrected' ? correction?.note : sendBack?.note) ?? '',
    };
  });
}
