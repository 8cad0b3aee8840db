import assert from 'node:assert/strict';
import type { PostedMessage } from '../../server/live-events.ts';
import type { Answer, Visitor } from './visitor.ts';

export type FoundMessages = { items: (PostedMessage & { channelId: string })[]; next: string | null };

export const askForMessages = (reader: Visitor, query: Record<string, string>): Promise<Answer> =>
  reader.call('GET', `/messages?${new URLSearchParams(query).toString()}`);

export async function findMessages(reader: Visitor, query: Record<string, string>): Promise<FoundMessages> {
  const answer = await askForMessages(reader, query);
  assert.equal(answer.status, 200, answer.text);
  return answer.json as FoundMessages;
}

export const textsFound = async (reader: Visitor, query: Record<string, string>): Promise<string[]> =>
  (await findMessages(reader, query)).items.map(({ text }) => text);
