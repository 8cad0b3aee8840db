import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { provisioner } from '../provisioner.ts';
import type { Answer } from '../visitor.ts';

/** The directory, which says who is in which team; a program beside Umlauf, which asks again until it has an answer. */
export type Teams = {
  hire: (login: string) => Promise<string>;
  found: (name: string, userIds: string[]) => Promise<string>;
  leave: (groupId: string, userId: string) => Promise<void>;
  join: (groupId: string, userId: string) => Promise<void>;
  employ: (userId: string, isEmployed: boolean) => Promise<void>;
};

const pauseMs = 60;
const patienceMs = 30_000;

export function openTeams(baseUrl: string): Teams {
  const { createUser, createGroup, patch } = provisioner({ baseUrl });

  async function insist(send: () => Promise<Answer>): Promise<void> {
    const giveUpAt = performance.now() + patienceMs;
    for (;;) {
      const answer = await send().catch(() => null);
      if (answer !== null && answer.status < 300) return;
      assert.ok(
        answer === null || answer.status >= 500,
        `the directory was refused: ${String(answer?.text)}`,
      );
      assert.ok(performance.now() < giveUpAt, 'the directory gets no answer');
      await sleep(pauseMs);
    }
  }

  return {
    hire: async (login) => (await createUser(login, { displayName: `Kollege ${login}` })).id,
    found: async (name, userIds) => (await createGroup(name, userIds)).id,
    leave: (groupId, userId) =>
      insist(() => patch(`/Groups/${groupId}`, { op: 'remove', path: `members[value eq "${userId}"]` })),
    join: (groupId, userId) =>
      insist(() => patch(`/Groups/${groupId}`, { op: 'add', path: 'members', value: [{ value: userId }] })),
    employ: (userId, isEmployed) =>
      insist(() => patch(`/Users/${userId}`, { op: 'replace', path: 'active', value: isEmployed })),
  };
}
