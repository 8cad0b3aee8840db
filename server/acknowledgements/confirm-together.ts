import { recordAudit } from '../audit/record-audit.ts';
import { outcomeOf, type Outcome } from '../platform/batches.ts';
import type { Transaction } from '../platform/db/database.ts';
import { faultPoint } from '../platform/fault-point.ts';
import { newId } from '../platform/ids.ts';
import type { House } from '../umlauf.ts';
import { fulfil, type Acknowledgement, type Confirmed, type Given } from './acknowledgement.ts';
import { insertAcknowledgements, markConfirmed } from './acknowledgement-store.ts';
import { countConfirmations } from './count-store.ts';
import { holdStandings } from './standing-queries.ts';

/** The confirmations of many people in one transaction, each judged by its rule and answered on its own. */
export async function confirmTogether(
  house: Pick<House, 'transaction' | 'changes' | 'clock'>,
  given: Given[],
): Promise<Outcome<Confirmed>[]> {
  const outcomes = await house.transaction((tx) => confirmEach(tx, house, given));
  faultPoint('confirmations-committed');
  return outcomes;
}

async function confirmEach(
  tx: Transaction,
  { changes, clock }: Pick<House, 'changes' | 'clock'>,
  given: Given[],
): Promise<Outcome<Confirmed>[]> {
  const standings = await holdStandings(tx, given);
  const now = clock.now();
  const fresh: { acknowledgement: Acknowledgement; teamId: string | null; asksFromVersion: number }[] = [];

  function judge(one: Given): Confirmed {
    const standing = standings.of(one);
    const { announcement, acknowledgement } = fulfil(one, standing, newId(), now);
    const isNew = acknowledgement !== standing.existing;
    if (isNew) {
      standings.add(acknowledgement);
      fresh.push({ acknowledgement, teamId: standing.teamId, asksFromVersion: announcement.asksFromVersion });
    }
    const title = standing.titleOf(acknowledgement.version) ?? announcement.title;
    return { acknowledgement, isNew, number: announcement.number, title };
  }

  const outcomes = given.map((one) => outcomeOf(() => judge(one)));
  if (fresh.length === 0) return outcomes;
  const acknowledgements = fresh.map(({ acknowledgement }) => acknowledgement);
  await insertAcknowledgements(tx, acknowledgements);
  await markConfirmed(tx, acknowledgements);
  await countConfirmations(tx, fresh);
  // Each person's other pages still ask for it.
  const changed = [...new Set(acknowledgements.map(({ announcementId }) => announcementId))].map((id) => ({
    announcementId: id,
    personIds: acknowledgements.filter((one) => one.announcementId === id).map(({ personId }) => personId),
  }));
  await changes.append(tx, 'announcement:changed', ...changed);
  const entries = acknowledgements.map(({ id, announcementId, personId, version, contentHash }) => ({
    at: now,
    actorId: personId,
    action: 'acknowledgement:given',
    subject: announcementId,
    details: { acknowledgementId: id, version, contentHash },
  }));
  await recordAudit(tx, ...entries);
  faultPoint('confirmations-written');
  return outcomes;
}
