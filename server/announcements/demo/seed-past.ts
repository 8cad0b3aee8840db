import { seedConfirmations } from '../../acknowledgements/demo/seed-confirmations.ts';
import { createObligations } from '../../acknowledgements/create-obligations.ts';
import { recordAudit } from '../../audit/record-audit.ts';
import { mulberry32 } from '../../directory/demo/mulberry32.ts';
import { listIdsBySource } from '../../directory/directory-queries.ts';
import type { Transaction } from '../../platform/db/database.ts';
import { newId } from '../../platform/ids.ts';
import { fromLocalTime, toLocalTime } from '../../platform/local-time.ts';
import type { House } from '../../umlauf.ts';
import { formatNumber, type Announcement } from '../announcement.ts';
import { allocateSerial, insertAnnouncement } from '../announcement-store.ts';
import { resolveAudience, type Addressee, type Audience } from '../audience.ts';
import { readRoll } from '../audience-queries.ts';
import { beginDraft } from '../save-draft.ts';
import { drafts, past } from './past.ts';
import type { DemoAudience, PastAnnouncement, PastDraft } from './past-announcement.ts';

const dayMs = 24 * 3600 * 1000;
type Ids = { people: Map<string, string>; teams: Map<string, string> };

function toAudience({ everyone, teams, people, except }: DemoAudience, ids: Ids): Audience {
  const find = (known: Map<string, string>, keys: string[] = []) => keys.map((key) => known.get(key) ?? '');
  return {
    everyone: everyone ?? false,
    teams: find(ids.teams, teams),
    people: find(ids.people, people),
    except: { teams: [], people: find(ids.people, except?.people) },
  };
}

/** So many days from a moment, at HH:MM on the clocks of the house. */
function onDay(now: number, days: number, clock: string, timeZone: string): number {
  const date = toLocalTime(now + days * dayMs, timeZone).slice(0, 10);
  return fromLocalTime(`${date}T${clock}`, timeZone) ?? now + days * dayMs;
}

async function build(
  tx: Transaction,
  house: House,
  given: PastDraft,
  ids: Ids,
  at: number,
): Promise<Announcement> {
  const year = Number(toLocalTime(at, house.config.timeZone).slice(0, 4));
  const { title, body, priority, acknowledgement } = given;
  const audience = toAudience(given.audience, ids);
  const times = { deadlineAt: null, releaseAt: null, expiresAt: null };
  const { language = 'de', translations = [] } = given;
  const number = formatNumber(year, await allocateSerial(tx, year));
  return beginDraft(
    {
      title,
      body,
      priority,
      acknowledgement,
      audience,
      ...times,
      language,
      translations,
      drill: false,
      reminders: 'default',
      overrideReason: '',
      channelId: null,
    },
    { id: newId(), number, senderId: ids.people.get(given.sender) ?? '', now: at },
  );
}

/** Who has confirmed: those named first, then others by the dice, up to the share; never those named as not. */
function chooseConfirmed(
  given: PastAnnouncement,
  addressees: Addressee[],
  ids: Ids,
  chance: () => number,
): string[] {
  const idsOf = (logins: string[] = []) => new Set(logins.map((login) => ids.people.get(login)));
  const [sure, never] = [idsOf(given.confirmed), idsOf(given.unconfirmed)];
  const rank = (personId: string) => (sure.has(personId) ? 0 : 1 + chance());
  const candidates = addressees.map(({ personId }) => personId).filter((personId) => !never.has(personId));
  const ranked = candidates
    .map((personId) => ({ personId, rank: rank(personId) }))
    .sort((a, b) => a.rank - b.rank);
  return ranked
    .slice(0, Math.round(addressees.length * given.confirmedShare))
    .map(({ personId }) => personId);
}

/** The announcements of the last weeks, as if they had been released and confirmed then. */
export async function seedPast(house: House): Promise<void> {
  const now = house.clock.now();
  const { timeZone } = house.config;
  const chance = mulberry32(past.length);
  await house.transaction(async (tx) => {
    const ids = {
      people: await listIdsBySource(tx, 'people', 'demo'),
      teams: await listIdsBySource(tx, 'teams', 'demo'),
    };
    const roll = await readRoll(tx);
    for (const given of past) {
      const releasedAt = onDay(now, -given.daysAgo, given.clock, timeZone);
      const { deadlineDaysAfter: days, deadlineClock } = given;
      const deadlineAt =
        days === null ? null : onDay(releasedAt, days, deadlineClock ?? given.clock, timeZone);
      const draft = await build(tx, house, given, ids, releasedAt);
      const announcement: Announcement = { ...draft, status: 'released', releasedAt, deadlineAt };
      const addressees = resolveAudience(announcement.audience, roll);
      await insertAnnouncement(tx, announcement);
      await createObligations(tx, announcement.id, addressees, releasedAt);
      if (given.acknowledgement === 'confirm') {
        const until = Math.min(now, deadlineAt ?? now);
        // Most confirm soon: the square of the dice leans towards the release.
        const moment = () => Math.round(releasedAt + (until - releasedAt) * chance() ** 2);
        const confirmed = chooseConfirmed(given, addressees, ids, chance);
        await seedConfirmations(
          tx,
          announcement,
          confirmed.map((personId) => ({ personId, at: moment() })),
        );
      }
    }
    for (const given of drafts) await insertAnnouncement(tx, await build(tx, house, given, ids, now));
    const details = { announcements: past.length, drafts: drafts.length };
    await recordAudit(tx, {
      at: now,
      actorId: null,
      action: 'demo:seeded',
      subject: 'announcements',
      details,
    });
  });
}
