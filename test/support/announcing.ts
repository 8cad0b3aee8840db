import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Visitor } from './visitor.ts';

export type Draft = {
  id: string;
  number: string;
  version: number;
  title: string;
  contentHash: string;
  status: string;
};

type Given = {
  title?: string;
  body?: string;
  priority?: 'normal' | 'important' | 'critical';
  acknowledgement?: 'none' | 'confirm';
  deadlineAt?: number | null;
  /** Names of teams, logins of people. */
  teams?: string[];
  people?: string[];
  exceptTeams?: string[];
  exceptPeople?: string[];
  everyone?: boolean;
};

const dayMs = 24 * 3600 * 1000;

export async function teamId(publisher: Visitor, name: string): Promise<string> {
  const { json } = await publisher.call('GET', '/teams?limit=100');
  const team = (json as { items: { id: string; name: string }[] }).items.find(
    (candidate) => candidate.name === name,
  );
  assert.ok(team, `there is a team ${name}`);
  return team.id;
}

export async function personId(publisher: Visitor, login: string): Promise<string> {
  const { json } = await publisher.call('GET', `/people?q=${encodeURIComponent(login)}&limit=100`);
  const person = (json as { items: { id: string; login: string }[] }).items.find(
    (candidate) => candidate.login === login,
  );
  assert.ok(person, `there is a person ${login}`);
  return person.id;
}

/** A draft that asks for a confirmation within a day and is critical where one person may release it, unless said otherwise. */
export async function draftFor(publisher: Visitor, given: Given): Promise<Draft> {
  const teamIds = (names: string[] = []) => Promise.all(names.map((name) => teamId(publisher, name)));
  const personIds = (logins: string[] = []) => Promise.all(logins.map((login) => personId(publisher, login)));
  const audience = {
    ...{ teams: await teamIds(given.teams), people: await personIds(given.people) },
    except: { teams: await teamIds(given.exceptTeams), people: await personIds(given.exceptPeople) },
    ...(given.everyone === undefined ? {} : { everyone: given.everyone }),
  };
  const deadlineAt = given.deadlineAt === undefined ? Date.now() + dayMs : given.deadlineAt;
  const answer = await publisher.call('POST', '/announcements', {
    title: given.title ?? 'Fluchtweg in Halle 3 gesperrt',
    body: given.body ?? 'Benutzen Sie **Tor 2**.',
    // What is critical for everyone needs a second person.
    priority: given.priority ?? (given.everyone === true ? 'important' : 'critical'),
    acknowledgement: given.acknowledgement ?? 'confirm',
    deadlineAt: deadlineAt === null ? null : new Date(deadlineAt).toISOString(),
    audience,
  });
  assert.equal(answer.status, 201, answer.text);
  return answer.json as Draft;
}

export async function release(
  publisher: Visitor,
  id: string,
): Promise<Draft & { recipients: number; releasedAt: string }> {
  const answer = await publisher.call('POST', `/announcements/${id}/release`, undefined, {
    'idempotency-key': randomUUID(),
  });
  assert.equal(answer.status, 200, answer.text);
  return answer.json as Draft & { recipients: number; releasedAt: string };
}

export async function released(
  publisher: Visitor,
  given: Given,
): Promise<Draft & { recipients: number; releasedAt: string }> {
  return release(publisher, (await draftFor(publisher, given)).id);
}

export function confirm(person: Pick<Visitor, 'call'>, id: string, version = 1) {
  return person.call('POST', `/announcements/${id}/acknowledgement`, { version, clientAckId: randomUUID() });
}

/** A draft whose release waits for a second person. */
export async function submitted(publisher: Visitor, given: Given): Promise<Draft> {
  const { id } = await draftFor(publisher, { priority: 'critical', everyone: true, ...given });
  const key = { 'idempotency-key': randomUUID() };
  const answer = await publisher.call('POST', `/announcements/${id}/release`, undefined, key);
  assert.equal(answer.status, 202, answer.text);
  return answer.json as Draft;
}
