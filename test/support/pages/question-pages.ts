import assert from 'node:assert/strict';
import { draftFor, release } from '../announcing.ts';
import { plantChannel } from '../conversation.ts';
import type { Visitor } from '../visitor.ts';
import type { World } from '../world.ts';
import type { PageInAState } from './page-in-a-state.ts';

/** Announcements with a channel in which questions about them are asked. */
export async function prepareQuestions(
  { umlauf }: World,
  anna: Visitor,
  ben: Visitor,
): Promise<PageInAState[]> {
  const title = 'Fragen zu Gabelstaplerfahrerinnenunterweisungen';
  const channelId = await plantChannel(umlauf, [anna.personId, ben.personId], { title });
  const draftWithChannel = async (): Promise<string> => {
    const { id } = await draftFor(anna, { people: ['ben'] });
    assert.equal((await anna.call('PATCH', `/announcements/${id}`, { channelId })).status, 200);
    return id;
  };
  const { id } = await release(anna, await draftWithChannel());
  const draft = await draftWithChannel();
  return [
    { name: 'announcement with a channel for questions', login: 'ben', at: `/announcements/${id}` },
    { name: 'write, with a channel for questions', login: 'anna', at: `/announcements/${draft}/edit` },
  ];
}
