import { eachAlone } from '../../platform/each-alone.ts';
import type { House } from '../../umlauf.ts';
import { isUnconfirmed } from '../subscription.ts';
import { listReleasePushes, listUnmeasured, type UnmeasuredRelease } from './acceptance-queries.ts';
import { isDueForMeasuring, measureSkew, measureTeams, promisedAt } from './skew.ts';
import { replaceSkew } from './skew-store.ts';

/** Measures the releases after this time that are due for it. Read beside the writer, and written in a few rows. */
export async function measureSkews(house: House, after: number): Promise<void> {
  const now = house.clock.now();
  const due = (await listUnmeasured(house.db, after)).filter((release) => isDueForMeasuring(release, now));
  await eachAlone(due, (release) => measureOne(house, release, now));
}

async function measureOne(house: House, release: UnmeasuredRelease, now: number): Promise<void> {
  const { announcementId } = release;
  const pushes = await listReleasePushes(house.db, release);
  const accepted = pushes.flatMap(({ state, settledAt, ...push }) =>
    state === 'accepted' && settledAt !== null ? [{ ...push, at: settledAt }] : [],
  );
  const since = promisedAt(release);
  const skew = measureSkew(
    accepted.map(({ at }) => at),
    since,
  );
  if (!skew) return;
  const measured = {
    ...{ ...skew, announcementId, since, measuredAt: now },
    waiting: pushes.filter(({ state }) => state !== 'accepted').length,
    unconfirmed: accepted.filter(({ heardAt, at }) => heardAt !== null && isUnconfirmed(heardAt, at)).length,
  };
  await house.transaction(async (tx) => {
    await replaceSkew(tx, measured, measureTeams(accepted, since));
    await house.changes.append(tx, 'skew:measured', { announcementId });
  });
}
