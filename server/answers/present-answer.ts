import type { ShownAnswer } from './answer-queries.ts';
import type { NamedAnswer } from './named-answer-queries.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

/** As a call answers it: with the name to the sender alone; others' without even the time, which might name them. */
export function presentAnswer(answer: ShownAnswer | NamedAnswer, personId: string): object {
  const { id, kind, text, version, reply } = answer;
  const named = 'person' in answer ? answer : null;
  const mine = answer.personId === personId;
  return {
    ...{ id, kind, text, version, mine },
    givenAt: mine || named ? iso(answer.givenAt) : null,
    person: named?.person ?? null,
    team: named?.team ?? null,
    reply: reply && { text: reply.text, repliedBy: answer.repliedBy, repliedAt: iso(reply.repliedAt) },
    published: answer.publishedAt !== null,
  };
}
