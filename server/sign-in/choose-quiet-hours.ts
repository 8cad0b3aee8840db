import { hastenChannelNotices } from '../delivery/channel/queue-channel-notices.ts';
import { parseQuietHours } from '../delivery/plan/quiet-hours.ts';
import { Refusal } from '../platform/refusal.ts';
import type { House } from '../umlauf.ts';
import type { Actor } from './actor.ts';

type Chosen = { quiet: 'house' | 'own' | 'none'; from: string; to: string };

/** When nothing that is said in a channel is told to this person by push; announcements keep rules of their own. */
export async function chooseQuietHours(house: House, { person }: Actor, chosen: Chosen): Promise<void> {
  const hours = toHours(chosen);
  await house.transaction(async (tx) => {
    await tx('preferences')
      .insert({ person_id: person.id, quiet_hours: hours })
      .onConflict('person_id')
      .merge();
    await hastenChannelNotices(tx, person.id, house.clock.now());
  });
}

function toHours({ quiet, from, to }: Chosen): string | null {
  if (quiet !== 'own') return quiet === 'none' ? 'none' : null;
  const hours = `${from}-${to}`;
  if (!parseQuietHours(hours)) throw new Refusal('invalid', 'quiet-hours', { field: 'from' });
  return hours;
}
