import { fulfilObligations } from '../../server/acknowledgements/demo/fulfil-obligations.ts';
import { insertRows } from '../../server/platform/db/dialect.ts';
import { newId } from '../../server/platform/ids.ts';
import type { House } from '../../server/umlauf.ts';

const hour = 3600 * 1000;

/** As if so many, by name, had confirmed one after the other in the course of twelve hours. */
export async function confirmMany(house: House, id: string, count: number): Promise<void> {
  await house.transaction(async (tx) => {
    const { content_hash } = (await tx('announcement_versions')
      .where({ announcement_id: id })
      .first('content_hash')) as { content_hash: string };
    const recipients = (await tx('recipients')
      .where({ announcement_id: id })
      .orderBy('sort_key')
      .limit(count)
      .select('person_id')) as { person_id: string }[];
    const confirmations = recipients.map(({ person_id }, at) => ({
      ...{ id: newId(), announcement_id: id, person_id, version: 1, content_hash, client_ack_id: newId() },
      acknowledged_at: Math.round(house.clock.now() + (at / count) * 12 * hour),
      ...{ deadline_at: null, signed_in_how: 'demo', device: 'Chrome, Android' },
    }));
    await insertRows(tx, 'acknowledgements', confirmations);
    await fulfilObligations(tx, id);
  });
}
