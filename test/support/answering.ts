import assert from 'node:assert/strict';
import type { Answer, Visitor } from './visitor.ts';

export type Given = {
  id: string;
  kind: string;
  text: string;
  version: number;
  mine: boolean;
  givenAt: string | null;
  person: { id: string; name: string } | null;
  team: string | null;
  reply: { text: string; repliedBy: string; repliedAt: string } | null;
  published: boolean;
};

type Said = { kind?: string; text?: string; version?: number };

/** A question, unless said otherwise. */
export function answer(
  person: Pick<Visitor, 'call'>,
  id: string,
  said: Said = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  const body = { kind: 'question', text: 'Gilt das auch für Halle 4?', ...said };
  return person.call('POST', `/announcements/${id}/answers`, body, headers);
}

export async function answered(person: Visitor, id: string, said: Said = {}): Promise<Given> {
  const given = await answer(person, id, said);
  assert.equal(given.status, 201, given.text);
  return given.json as Given;
}

export function reply(
  sender: Pick<Visitor, 'call'>,
  id: string,
  answerId: string,
  given: { text?: string; publish?: boolean } = {},
): Promise<Answer> {
  const body = { text: 'Ja, auch für Halle 4.', ...given };
  return sender.call('POST', `/announcements/${id}/answers/${answerId}/reply`, body);
}

export async function answersOf(
  person: Visitor,
  id: string,
  query = '',
): Promise<{ items: Given[]; next: string | null }> {
  const list = await person.call('GET', `/announcements/${id}/answers${query}`);
  assert.equal(list.status, 200, list.text);
  return list.json as { items: Given[]; next: string | null };
}
