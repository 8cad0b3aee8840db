import { listAcknowledgements } from '../acknowledgements/obligation-queries.ts';
import type { Db } from '../platform/db/database.ts';
import type { Language } from '../platform/views/languages.ts';
import type { Announcement } from './announcement.ts';
import type { ShownText } from './choose-text.ts';
import { describeChanges, type ChangedPassage } from './describe-changes.ts';
import { listVersions, type Version } from './version-queries.ts';

type ShownCorrection = {
  correctedAt: number;
  /** Only form has changed: all confirmations stay. */
  isEditorial: boolean;
  notes: string[];
  /** The version that this person has confirmed last; null for none. */
  confirmedVersion: number | null;
  isAskedAgain: boolean;
  /** What has changed since that version; null when there is nothing to compare. */
  changes: ShownChanges | null;
};

type ShownChanges = {
  language: Language;
  passages: ChangedPassage[];
  deadline: { before: number | null; after: number | null } | null;
};

/** What the correction of a text means for this reader; null when it stands as it was released. */
export async function describeCorrection(
  db: Db,
  announcement: Announcement,
  personId: string,
  text: ShownText,
): Promise<ShownCorrection | null> {
  const { id, version, asksFromVersion, deadlineAt } = announcement;
  if (version === 1) return null;
  const versions = await listVersions(db, id);
  const [confirmed] = await listAcknowledgements(db, personId, id);
  const knownVersion = Math.min(confirmed?.version ?? version, version - 1);
  const newer = versions.filter((candidate) => candidate.version > knownVersion);
  const before = confirmed && versions.find((candidate) => candidate.version === confirmed.version);
  const isOlder = before !== undefined && before.version < version;
  const isSameDeadline = confirmed?.deadlineAt === deadlineAt;
  return {
    correctedAt: newer.at(-1)?.createdAt ?? announcement.versionCreatedAt,
    isEditorial: newer.every(({ kind }) => kind === 'editorial'),
    notes: newer.map(({ note }) => note).filter((note) => note !== ''),
    confirmedVersion: confirmed?.version ?? null,
    isAskedAgain: confirmed !== undefined && confirmed.version < asksFromVersion,
    changes: isOlder
      ? {
          ...compare(before, announcement, text),
          deadline: isSameDeadline ? null : { before: confirmed?.deadlineAt ?? null, after: deadlineAt },
        }
      : null,
  };
}

/** In the language that is read, unless the older version had none in it. */
function compare(before: Version, after: Announcement, { language, title, body }: ShownText) {
  const isMain = language === after.language;
  const older = isMain ? before : before.translations.find((text) => text.language === language);
  return older
    ? { language, passages: describeChanges(older, { title, body }) }
    : { language: after.language, passages: describeChanges(before, after) };
}
