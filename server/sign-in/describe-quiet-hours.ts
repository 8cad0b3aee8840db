import { parseQuietHours, type QuietHours } from '../delivery/plan/quiet-hours.ts';
import type { House } from '../umlauf.ts';

type DescribedQuiet = {
  chosen: 'house' | 'own' | 'none';
  /** What the fields for own ones begin with. */
  from: string;
  to: string;
  house: QuietHours;
};

const usual = { from: '20:00', to: '06:00' };

/** The quiet hours that a person has chosen for the channels, and those of the house. */
export async function describeQuietHours(
  { db, config }: Pick<House, 'db' | 'config'>,
  personId: string,
): Promise<DescribedQuiet> {
  const row = (await db('preferences').where({ person_id: personId }).first('quiet_hours as hours')) as
    { hours: string | null } | undefined;
  const house = config.quietHours;
  const hours = row?.hours ?? null;
  const own = hours === null ? null : (parseQuietHours(hours) ?? null);
  const chosen = own ? 'own' : hours === null ? 'house' : 'none';
  return { chosen, ...(own ?? house ?? usual), house };
}
