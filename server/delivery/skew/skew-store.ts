import type { Transaction } from '../../platform/db/database.ts';
import { insertRows, lockSequence } from '../../platform/db/dialect.ts';
import type { Skew } from './skew.ts';

export type MeasuredRelease = Skew & {
  announcementId: string;
  since: number;
  measuredAt: number;
  /** Devices for which it was still being tried then. */
  waiting: number;
  /** Of the devices for which it was accepted, those that had not been heard from for so long that they may be dead. */
  unconfirmed: number;
};

const figuresOf = ({ devices, firstMs, medianMs, p95Ms, lastMs }: Skew) => ({
  ...{ devices, first_ms: firstMs, median_ms: medianMs, p95_ms: p95Ms, last_ms: lastMs },
});

/** In the place of what was measured before. */
export async function replaceSkew(
  tx: Transaction,
  measured: MeasuredRelease,
  teams: Map<string, Skew>,
): Promise<void> {
  const { announcementId, since, measuredAt, waiting, unconfirmed } = measured;
  await lockSequence(tx, `skew:${announcementId}`);
  for (const table of ['team_skews', 'release_skews'])
    await tx(table).where({ announcement_id: announcementId }).delete();
  const release = { announcement_id: announcementId, since, measured_at: measuredAt, waiting, unconfirmed };
  await insertRows(tx, 'release_skews', [{ ...release, ...figuresOf(measured) }]);
  await insertRows(
    tx,
    'team_skews',
    [...teams].map(([teamId, skew]) => ({
      ...{ announcement_id: announcementId, team_id: teamId },
      ...figuresOf(skew),
    })),
  );
}
