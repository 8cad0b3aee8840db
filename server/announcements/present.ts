import { isLate } from '../acknowledgements/acknowledgement.ts';
import {
  findAcknowledgement,
  findObligation,
  listAcknowledgements,
} from '../acknowledgements/obligation-queries.ts';
import type { Person } from '../directory/person.ts';
import type { Db } from '../platform/db/database.ts';
import type { Announcement } from './announcement.ts';
import { findLinkedChannel } from './linked-channel.ts';

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

type Sender = Pick<Person, 'id' | 'name' | 'department'>;

export async function findSender(db: Db, announcement: Announcement): Promise<Sender> {
  const row = (await db('people')
    .where({ id: announcement.senderId })
    .select('id', 'name', 'department')
    .first()) as Sender;
  return { id: row.id, name: row.name, department: row.department };
}

/**
 * The obligation as its owner sees it, with the confirmation that fulfils it and the latest version that he has
 * confirmed; null for whoever is no recipient or has nothing to confirm. */
export async function findOwnObligation(db: Db, personId: string, announcement: Announcement) {
  const obligation = await findObligation(db, personId, announcement.id);
  if (!obligation || obligation.leftAt !== null) return null;
  const { acknowledgementId, teamName: asTeam } = obligation;
  const acknowledgement =
    acknowledgementId === null ? null : await findAcknowledgement(db, acknowledgementId);
  const [older] = acknowledgement ? [] : await listAcknowledgements(db, personId, announcement.id);
  return { asTeam, acknowledgement, confirmedVersion: (acknowledgement ?? older)?.version ?? null };
}

const textOf = ({ title, body, bodyHtml, language, translations, translationsHtml }: Announcement) => ({
  ...{ title, body, bodyHtml, language },
  translations: translations.map((text) => ({ ...text, bodyHtml: translationsHtml[text.language] ?? '' })),
});

/** What was taken back is known by its title alone. */
const tombstone = ({ title, language }: Announcement) => ({
  ...{ title, body: '', bodyHtml: '', language, translations: [] },
});

const ownOf = ({ audience, reminders, overrideReason }: Announcement) => ({
  ...{ audience, overrideReason },
  reminders: reminders.length === 0 ? ('none' as const) : reminders,
});

/** An announcement as a call answers it: audience and reminders only to its sender. */
export async function presentAnnouncement(
  db: Db,
  personId: string,
  announcement: Announcement,
): Promise<object> {
  const isSender = announcement.senderId === personId;
  const { id, number, version, status, contentHash, priority, acknowledgement, drill } = announcement;
  const { channelId } = announcement;
  const text = status === 'withdrawn' && !isSender ? tombstone(announcement) : textOf(announcement);
  const own =
    announcement.acknowledgement === 'confirm' ? await findOwnObligation(db, personId, announcement) : null;
  const receipt = own?.acknowledgement ?? null;
  return {
    ...{ id, number, version, status, ...text, contentHash, priority, acknowledgement, drill },
    deadlineAt: iso(announcement.deadlineAt),
    releaseAt: iso(announcement.releaseAt),
    expiresAt: iso(announcement.expiresAt),
    releasedAt: iso(announcement.releasedAt),
    withdrawnAt: iso(announcement.withdrawnAt),
    withdrawalReason: announcement.withdrawalReason,
    sender: await findSender(db, announcement),
    channelId: isSender ? channelId : ((await findLinkedChannel(db, personId, channelId))?.id ?? null),
    ...(isSender ? ownOf(announcement) : {}),
    obligation: own && {
      state: receipt ? 'confirmed' : 'outstanding',
      asTeam: own.asTeam,
      acknowledgedAt: iso(receipt?.acknowledgedAt ?? null),
      late: receipt ? isLate(receipt) : false,
      confirmedVersion: own.confirmedVersion,
    },
  };
}
