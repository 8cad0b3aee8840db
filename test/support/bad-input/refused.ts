import assert from 'node:assert/strict';
import type { Answer } from '../visitor.ts';

type Problem = { type: string; title: string; status: number; detail: string; requestId: string };

/** A call is refused with a whole problem document (RFC 9457), and with nothing of our inside. */
export function assertProblem(
  { status, headers, json, text }: Answer,
  wanted: number | number[],
  what: string,
): void {
  assert.ok(
    [wanted].flat().includes(status),
    `${what}: ${[wanted].flat().join(' or ')}, not ${status}: ${text.slice(0, 300)}`,
  );
  assert.equal(headers.get('content-type')?.split(';')[0], 'application/problem+json', what);
  const problem = json as Problem;
  assert.match(problem.type, /^\/problems\/[a-z0-9-]+$/, what);
  assert.equal(problem.status, status, what);
  assert.equal(problem.requestId, headers.get('x-request-id'), what);
  for (const part of [problem.title, problem.detail, problem.requestId])
    assert.ok(part.length > 5, `${what}: ${text}`);
  assertNoInside(text, what);
}

/** A page is refused with a page that explains it. */
export function assertRefusalPage(
  { status, headers, text }: Answer,
  wanted: number | number[],
  what: string,
): void {
  assert.ok(
    [wanted].flat().includes(status),
    `${what}: ${[wanted].flat().join(' or ')}, not ${status}: ${text.slice(0, 300)}`,
  );
  assert.match(headers.get('content-type') ?? '', /^text\/html/, what);
  assert.match(text, /<html lang="(en|de|nl)"/, what);
  assert.match(text, /<h1/, what);
  assertNoInside(text, what);
}

function assertNoInside(text: string, what: string): void {
  assert.doesNotMatch(
    text,
    /node_modules|\.ts:\d|\bat .+\(.+:\d+:\d+\)|SQLITE|select .+ from/i,
    `${what}: nothing of our inside`,
  );
  assert.doesNotMatch(text, /refusals:|\{\{/, `${what}: every text is translated`);
}
