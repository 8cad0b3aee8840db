import { randomUUID } from 'node:crypto';
import { listIdsBySource, listNames } from '../../directory/directory-queries.ts';
import type { Transaction } from '../../platform/db/database.ts';
import { newId } from '../../platform/ids.ts';
import { fromLocalTime, toLocalTime } from '../../platform/local-time.ts';
import type { House } from '../../umlauf.ts';
import { fillChannel } from '../adjust-members.ts';
import { insertChannel, insertChannelTeams, raiseChannels } from '../channel-store.ts';
import { raiseReadMarkers } from '../member-store.ts';
import { insertMessages, insertReaction } from '../message-store.ts';
import { renderMessage } from '../render-message.ts';
import { pastTalk, type DemoChannel } from './past-talk.ts';

const dayMs = 24 * 3_600_000;
type Ids = { people: Map<string, string>; teams: Map<string, string>; names: Map<string, string> };

/** The channels of the demo organisation, as if people had talked in them for some days. */
export async function seedTalk(house: House): Promise<void> {
  const now = house.clock.now();
  await house.transaction(async (tx) => {
    const people = await listIdsBySource(tx, 'people', 'demo');
    const teams = await listIdsBySource(tx, 'teams', 'demo');
    const names = await listNames(tx, [...people.values()]);
    for (const given of pastTalk) await open(tx, given, { people, teams, names }, { now, ...house.config });
  });
}

async function open(
  tx: Transaction,
  given: DemoChannel,
  ids: Ids,
  { now, timeZone }: { now: number; timeZone: string },
): Promise<void> {
  const id = newId();
  const times = given.said.map(({ daysAgo, clock }) => onDay(now, daysAgo, clock, timeZone));
  const openedAt = (times[0] ?? now) - dayMs;
  await insertChannel(tx, {
    ...{ id, kind: 'team', content: 'text', title: given.title, purpose: given.purpose, history: 'whole' },
    ...{ retention: { unit: 'days', amount: given.retentionDays }, participantsKey: null },
    ...{ openedBy: ids.people.get(given.openedBy) ?? '', openedAt },
    ...{ lastSeq: 0, revision: 0, firstSeq: 1, lastPostedAt: null },
  });
  await insertChannelTeams(
    tx,
    id,
    given.teams.map((key) => ids.teams.get(key) ?? ''),
  );
  const members = await fillChannel(tx, id, openedAt);
  await insertMessages(
    tx,
    given.said.map(({ by, text, replyTo = null }, at) => ({
      ...{ channelId: id, seq: at + 1, revision: at + 1, clientMessageId: randomUUID() },
      sender: { id: ids.people.get(by) ?? '', name: '' },
      ...{ text, html: renderMessage(text, ids.names), replyToSeq: replyTo },
      ...{ mentions: [], mentionsAll: false, editedAt: null, deletedAt: null },
      postedAt: times[at] ?? now,
    })),
  );
  for (const [at, { reactions = {} }] of given.said.entries())
    for (const [emoji, logins] of Object.entries(reactions))
      for (const login of logins) {
        const personId = ids.people.get(login) ?? '';
        await insertReaction(tx, { channelId: id, seq: at + 1, personId, emoji }, times[at] ?? now);
      }
  const last = given.said.length;
  await raiseChannels(tx, [{ id, lastSeq: last, revision: last, lastPostedAt: times.at(-1) ?? null }]);
  const unread = new Map(
    Object.entries(given.unread ?? {}).map(([login, count]) => [ids.people.get(login), count]),
  );
  await raiseReadMarkers(
    tx,
    members.map((personId) => {
      const readSeq = last - (unread.get(personId) ?? 0);
      return { channelId: id, personId, readSeq, seenSeq: readSeq };
    }),
  );
}

/** So many days ago, at HH:MM on the clocks of the house. */
function onDay(now: number, daysAgo: number, clock: string, timeZone: string): number {
  const date = toLocalTime(now - daysAgo * dayMs, timeZone).slice(0, 10);
  return fromLocalTime(`${date}T${clock}`, timeZone) ?? now - daysAgo * dayMs;
}
