import { nobody } from '../announcements/audience.ts';
import { createDraftIn } from '../announcements/save-draft.ts';
import { getPublishedBy } from '../announcements/sent-announcement-queries.ts';
import type { Announcement, Content } from '../announcements/announcement.ts';
import { mayAddressTeam } from '../directory/addressable.ts';
import { findAddressable } from '../directory/addressable-queries.ts';
import { answerOnce } from '../platform/answer-once.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Language } from '../platform/views/languages.ts';
import { mayPublish, type Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import type { MessagePlace } from './change-message.ts';
import { excerptOf } from './channel-card.ts';
import { listChannelTeams } from './member-queries.ts';
import { withoutMentions } from './message.ts';
import { findMessageFor } from './message-queries.ts';

/**
 * The text of a message becomes a draft of an announcement for the teams of its channel that the publisher may address;
 * the message stays as it is. The same key again answers the same draft. Refuses `not-found`, `forbidden`, and `conflict` for one that is deleted.
 */
export async function draftFromMessage(
  house: House,
  actor: Actor,
  { channelId, seq }: MessagePlace,
  language: Language,
  idempotencyKey: string,
): Promise<Announcement> {
  const { db, clock } = house;
  const { person, roles } = actor;
  const message = await findMessageFor(db, { personId: person.id, channelId, now: clock.now() }, seq);
  if (!message) throw new Refusal('not-found');
  if (!mayPublish(actor)) throw new Refusal('forbidden', 'publisher-needed');
  if (message.deletedAt !== null) throw new Refusal('conflict', 'message-deleted');
  const addressable = await findAddressable(db, person.id, roles);
  const teams = (await listChannelTeams(db, [channelId])).get(channelId) ?? [];
  const body = withoutMentions(message.text);
  const content: Content = {
    ...{ title: titleFrom(body), body, language, translations: [] },
    ...{ priority: 'normal', acknowledgement: 'confirm', drill: false, channelId: null },
    ...{ deadlineAt: null, releaseAt: null, expiresAt: null, reminders: 'default', overrideReason: '' },
    audience: {
      ...nobody,
      teams: teams.map(({ id }) => id).filter((id) => mayAddressTeam(addressable, id)),
    },
  };
  const request = { call: 'draft', channelId, seq };
  const once = { personId: person.id, key: idempotencyKey, request, now: clock.now() };
  const { id } = await house.transaction((tx) =>
    answerOnce(tx, once, async () => ({ id: (await createDraftIn(tx, house, actor, content)).id })),
  );
  return getPublishedBy(db, actor, id);
}

/** The first line that says something. */
const titleFrom = (body: string): string => body.split('\n').map(excerptOf).find(Boolean) ?? '…';
