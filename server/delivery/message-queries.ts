import { listOutstandingTeams } from '../acknowledgements/recipient-queries.ts';
import type { AcknowledgementKind, Priority, Status } from '../announcements/announcement.ts';
import type { DeliveryKind } from './delivery.ts';
import { withText } from '../announcements/announcement-queries.ts';
import { listOwnersOf } from '../directory/owner-queries.ts';
import type { Db } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';

export type Address = { endpoint: string; p256dh: string; auth: string; language: string };

type Device = { id: string; personId: string; endpoint: string; p256dh: string; auth: string };

/**
 * Where deliveries go, and in which language, by subscription; a device that is gone is not among them. Two questions
 * by key rather than one with a join, whose order PostgreSQL guesses badly in a house that is new.
 */
export async function listAddresses(db: Db, subscriptionIds: string[]): Promise<Map<string, Address>> {
  const query = db('push_subscriptions').select('id', 'person_id as personId', 'endpoint', 'p256dh', 'auth');
  const devices = (await whereIn(query, 'id', subscriptionIds)) as Device[];
  const languages = await listLanguages(db, [...new Set(devices.map(({ personId }) => personId))]);
  return new Map(
    devices.flatMap(({ id, personId, ...address }) => {
      const language = languages.get(personId);
      return language === undefined ? [] : [[id, { ...address, language }] as const];
    }),
  );
}

/** Of those who have not left. */
async function listLanguages(db: Db, personIds: string[]): Promise<Map<string, string>> {
  const query = db('people')
    .leftJoin('preferences', 'preferences.person_id', 'people.id')
    .whereNull('people.left_at')
    .select('people.id', 'people.language', 'preferences.language as preferred');
  const rows = (await whereIn(query, 'people.id', personIds)) as {
    id: string;
    language: string;
    preferred: string | null;
  }[];
  return new Map(rows.map(({ id, language, preferred }) => [id, preferred ?? language]));
}

export type Subject = {
  priority: Priority;
  acknowledgement: AcknowledgementKind;
  title: string;
  status: Status;
  drill: boolean;
};

/** `language`: that of the person who is told. */
type Told = { kind: DeliveryKind; announcementId: string; personId: string; language: string };

/** What a delivery tells, or null when there is nothing to tell this person any more: confirmed, expired, no recipient. */
type SubjectOf = (told: Told) => Subject | null;

type SubjectRow = Omit<Subject, 'drill'> & {
  announcement_id: string;
  person_id: string;
  drill: boolean | number;
  expires_at: number | null;
  acknowledgement_id: string | null;
};

/** Of whom and what; `escalatedIds` are the announcements of which those who answer for a team are told. */
type Among = { announcementIds: string[]; personIds: string[]; escalatedIds: string[] };

/**
 * What many deliveries tell. Of a withdrawal everybody is told who was a recipient, of the rest only those whom it
 * still concerns.
 */
export async function findSubjects(db: Db, among: Among, now: number): Promise<SubjectOf> {
  const { announcementIds, personIds } = among;
  const [rows, titles, escalated] = await Promise.all([
    listRecipientSubjects(db, announcementIds, personIds),
    listTranslatedTitles(db, announcementIds),
    findEscalated(db, among.escalatedIds, now),
  ]);
  const byRecipient = new Map(rows.map((row) => [`${row.announcement_id} ${row.person_id}`, row]));
  return ({ kind, announcementId, personId, language }) => {
    if (kind === 'escalation') {
      const { subject, ownerIds } = escalated.get(announcementId) ?? noEscalation;
      return ownerIds.includes(personId) ? subject : null;
    }
    const row = byRecipient.get(`${announcementId} ${personId}`);
    if (!row) return null;
    const { priority, acknowledgement, status } = row;
    const title = titles.get(`${announcementId} ${language}`) ?? row.title;
    const subject = { priority, acknowledgement, status, title, drill: Boolean(row.drill) };
    if (status === 'withdrawn') return kind === 'correction' ? subject : null;
    const isOver = row.acknowledgement_id !== null || (row.expires_at !== null && row.expires_at <= now);
    return isOver || status !== 'released' ? null : subject;
  };
}

/** What one delivery tells. */
export async function findSubject(db: Db, { now, ...told }: Told & { now: number }): Promise<Subject | null> {
  const { kind, announcementId, personId } = told;
  const among = {
    ...{ announcementIds: [announcementId], personIds: [personId] },
    escalatedIds: kind === 'escalation' ? [announcementId] : [],
  };
  const subjectOf = await findSubjects(db, among, now);
  return subjectOf(told);
}

async function listRecipientSubjects(
  db: Db,
  announcementIds: string[],
  personIds: string[],
): Promise<SubjectRow[]> {
  const query = withText(db)
    .join('recipients', 'recipients.announcement_id', 'announcements.id')
    .whereNull('recipients.left_at')
    .select('recipients.announcement_id', 'person_id', 'priority', 'acknowledgement', 'status', 'drill')
    .select('expires_at', 'acknowledgement_id', 'title');
  void whereIn(query, 'announcements.id', announcementIds);
  return (await whereIn(query, 'recipients.person_id', personIds)) as SubjectRow[];
}

async function listTranslatedTitles(db: Db, announcementIds: string[]): Promise<Map<string, string>> {
  const query = db('announcement_translations as translated')
    .join('announcements', (join) =>
      join
        .on('announcements.id', 'translated.announcement_id')
        .andOn('announcements.version', 'translated.version'),
    )
    .select('announcements.id', 'translated.language', 'translated.title');
  const rows = (await whereIn(query, 'announcements.id', announcementIds)) as {
    id: string;
    language: string;
    title: string;
  }[];
  return new Map(rows.map(({ id, language, title }) => [`${id} ${language}`, title]));
}

type Escalated = { subject: Subject | null; ownerIds: string[] };
const noEscalation: Escalated = { subject: null, ownerIds: [] };

/** Whoever answers for a team, still, is told while somebody is outstanding there, recipient or not. */
async function findEscalated(
  db: Db,
  announcementIds: string[],
  now: number,
): Promise<Map<string, Escalated>> {
  const subjects = new Map<string, Escalated>();
  for (const id of announcementIds) {
    const row = (await withText(db)
      .where({ 'announcements.id': id, status: 'released' })
      .first('priority', 'acknowledgement', 'status', 'drill', 'expires_at', 'title')) as
      Omit<SubjectRow, 'acknowledgement_id' | 'announcement_id' | 'person_id'> | undefined;
    if (!row || (row.expires_at !== null && row.expires_at <= now)) continue;
    const ownerIds = await listOwnersOf(db, await listOutstandingTeams(db, id));
    const { priority, acknowledgement, status, title } = row;
    const subject = { priority, acknowledgement, status, title, drill: Boolean(row.drill) };
    subjects.set(id, { subject, ownerIds });
  }
  return subjects;
}
