import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { fillChannel } from '../../server/channels/adjust-members.ts';
import type { PostedMessage } from '../../server/live-events.ts';
import { newId } from '../../server/platform/ids.ts';
import type { House } from '../../server/umlauf.ts';
import type { Answer, Visitor } from './visitor.ts';

export type Said = PostedMessage;

type NewChannel = {
  teams: string[];
  title?: string;
  history?: 'joining' | 'whole';
  retention?: object;
};

export const teamIdOf = async (house: House, name: string): Promise<string> => {
  const row = (await house.db('teams').where({ name }).first('id')) as { id: string } | undefined;
  assert.ok(row, name);
  return row.id;
};

/** A channel for teams, by name; answers its id. */
export async function opened(house: House, by: Visitor, given: NewChannel): Promise<string> {
  const teams = await Promise.all(given.teams.map((name) => teamIdOf(house, name)));
  const answer = await by.call('POST', '/channels', {
    ...{ title: given.title ?? 'Übergabe', purpose: 'Was die nächste Schicht wissen muss', teams },
    ...(given.history === undefined ? {} : { history: given.history }),
    ...(given.retention === undefined ? {} : { retention: given.retention }),
  });
  assert.equal(answer.status, 201, answer.text);
  return (answer.json as { id: string }).id;
}

type Words = { text: string; clientMessageId?: string; replyToSeq?: number };

export const post = (by: Visitor, channelId: string, words: string | Words): Promise<Answer> =>
  by.call('POST', `/channels/${channelId}/messages`, {
    clientMessageId: randomUUID(),
    ...(typeof words === 'string' ? { text: words } : words),
  });

/** Says something; answers the message. */
export async function say(by: Visitor, channelId: string, words: string | Words): Promise<Said> {
  const answer = await post(by, channelId, words);
  assert.equal(answer.status, 201, answer.text);
  return answer.json as Said;
}

export const messagesFor = async (reader: Visitor, channelId: string, query = ''): Promise<Said[]> => {
  const answer = await reader.call('GET', `/channels/${channelId}/messages${query}`);
  assert.equal(answer.status, 200, answer.text);
  return (answer.json as { items: Said[] }).items;
};

export const textsFor = async (reader: Visitor, channelId: string, query = ''): Promise<string[]> =>
  (await messagesFor(reader, channelId, query)).map(({ text }) => text);

type Changed = { items: Said[]; next: number | string | null; revision: number; firstSeq: number };

export const changesFor = async (
  reader: Visitor,
  channelId: string,
  since: number | string = 0,
  limit = 50,
): Promise<Changed> => {
  const path = `/channels/${channelId}/changes?since=${since}&limit=${limit}`;
  const answer = await reader.call('GET', path);
  assert.equal(answer.status, 200, answer.text);
  return answer.json as Changed;
};

export const problemOf = ({ status, json }: Answer): [number, string] => [
  status,
  ((json as { type?: string } | null)?.type ?? '').replace('/problems/', ''),
];

/** A channel of Ben's shift, and of these teams, in which he has said something; answers its id. */
export async function channelOfShift(house: House, ben: Visitor, teams: string[] = []): Promise<string> {
  const id = newId();
  const channel = {
    id,
    kind: 'team',
    content: 'text',
    title: 'Frühschicht',
    purpose: 'Probe',
    history: 'whole',
  };
  const empty = { opened_by: ben.personId, opened_at: 0, last_seq: 0, revision: 0, first_seq: 1 };
  const teamIds = await Promise.all(['Frühschicht', ...teams].map((name) => teamIdOf(house, name)));
  await house.transaction(async (tx) => {
    await tx('channels').insert({ ...channel, ...empty, retention: 'days', retention_amount: 30 });
    await tx('channel_teams').insert(teamIds.map((teamId) => ({ channel_id: id, team_id: teamId })));
    await fillChannel(tx, id, house.clock.now());
  });
  const posting = { channelId: id, personId: ben.personId, text: 'Linie 4 läuft.', replyToSeq: null };
  await house.posts.give({ ...posting, clientMessageId: randomUUID() });
  return id;
}
