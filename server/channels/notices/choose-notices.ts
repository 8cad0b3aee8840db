import { Refusal } from '../../platform/refusal.ts';
import type { Actor } from '../../sign-in/actor.ts';
import type { House } from '../../umlauf.ts';
import type { NoticeChoice } from '../channel.ts';
import { updateNotices } from '../member-store.ts';

/** Of which messages of a channel one is told by push from now on. Refuses `not-found` for whoever is not in it. */
export async function chooseNotices(
  house: House,
  { person }: Actor,
  channelId: string,
  notices: NoticeChoice,
): Promise<void> {
  const isMember = await house.transaction((tx) =>
    updateNotices(tx, { channelId, personId: person.id }, notices),
  );
  if (!isMember) throw new Refusal('not-found');
}
