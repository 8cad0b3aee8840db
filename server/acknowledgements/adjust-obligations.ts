import { isOpen } from '../announcements/announcement.ts';
import { listAffectedBy } from '../announcements/announcement-queries.ts';
import { resolveAudience, type Addressee } from '../announcements/audience.ts';
import { readRoll } from '../announcements/audience-queries.ts';
import { queueDeliveries } from '../delivery/queue-deliveries.ts';
import type { Transaction } from '../platform/db/database.ts';
import type { House } from '../umlauf.ts';
import { insertRecipients, markLeft, markReturned } from './acknowledgement-store.ts';
import { obligationChange } from './acknowledgement.ts';
import { recountObligations, shiftCounts } from './count-store.ts';
import { holdAllObligations } from './obligation-queries.ts';
import { listOutstandingIds } from './recipient-queries.ts';

const joined = { recipients: 1, left: 0 };

/** Brings the obligations of these people into line with the teams they are in now, in the same transaction. */
export async function adjustObligations(
  tx: Transaction,
  house: Pick<House, 'config'>,
  personIds: string[],
  now: number,
): Promise<void> {
  const announcements = await listAffectedBy(tx, personIds, now);
  if (announcements.length === 0) return;
  const roll = await readRoll(tx);
  const concerned = new Set(personIds);
  const people = roll.people.filter((person) => concerned.has(person.id));
  const theirRoll = {
    ...roll,
    people,
    memberships: roll.memberships.filter(({ personId }) => concerned.has(personId)),
  };
  const obligations = new Map(
    (
      await holdAllObligations(
        tx,
        announcements.map(({ id }) => id),
        personIds,
      )
    ).map((obligation) => [`${obligation.announcementId} ${obligation.personId}`, obligation]),
  );
  for (const announcement of announcements) {
    const addressed = new Map<string, Addressee>();
    for (const addressee of resolveAudience(announcement.audience, theirRoll))
      addressed.set(addressee.personId, addressee);
    const newcomers: Addressee[] = [];
    const returned = new Set<string>();
    const recounted = new Set<string | null>();
    const shifts = new Map<string | null, typeof joined>();
    const shift = (teamId: string | null, by: typeof joined): void => {
      const { recipients, left } = shifts.get(teamId) ?? { recipients: 0, left: 0 };
      shifts.set(teamId, { recipients: recipients + by.recipients, left: left + by.left });
    };
    for (const personId of concerned) {
      const obligation = obligations.get(`${announcement.id} ${personId}`) ?? null;
      const addressee = addressed.get(personId);
      const change = obligationChange(obligation, addressee !== undefined, isOpen(announcement, now));
      const isOutstanding = obligation?.acknowledgementId === null;
      if (change === 'add' && addressee) shift(addressee.teamId, joined);
      if (change === 'leave' && isOutstanding) shift(obligation.teamId, { recipients: 0, left: 1 });
      if (change === 'return' && obligation && addressee) {
        const isSameTeam = obligation.teamId === addressee.teamId;
        if (!isSameTeam) recounted.add(obligation.teamId).add(addressee.teamId);
        else if (isOutstanding) shift(obligation.teamId, { recipients: 0, left: -1 });
      }
      if (change === 'leave') await markLeft(tx, announcement.id, personId, now);
      if (change === 'return' && addressee) {
        await markReturned(tx, announcement.id, addressee);
        returned.add(personId);
      }
      if (change === 'add' && addressee) newcomers.push(addressee);
    }
    // In one order, so that two who wait for each other's counts cannot come about.
    for (const [teamId, by] of [...shifts].toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1)))
      await shiftCounts(tx, announcement.id, teamId, by);
    const notice = { kind: 'announcement' as const, announcement, now };
    if (newcomers.length > 0) {
      await insertRecipients(tx, announcement.id, newcomers, now);
    }
    if (recounted.size > 0) await recountObligations(tx, announcement.id, [...recounted]);
    if (newcomers.length > 0) {
      const to = newcomers.map(({ personId }) => personId);
      await queueDeliveries(tx, house, { ...notice, occasionId: announcement.id, to });
    }
    if (returned.size > 0 && isOpen(announcement, now)) {
      const outstanding = await listOutstandingIds(tx, announcement.id);
      const to = outstanding.filter((personId) => returned.has(personId));
      // Their devices may have had the delivery of the release, and an occasion has one for each device.
      await queueDeliveries(tx, house, { ...notice, occasionId: `${announcement.id}:${now}`, to });
    }
  }
}
