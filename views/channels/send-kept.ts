import type { Seal } from '../offline/seal.ts';
import { dropOutgoing, dropOldMessages, keepOutgoing, listOutgoing } from './kept-messages.ts';
import { deliver } from './outgoing.ts';

/** Sends what waits here for channels that no page of this window shows: the page of a channel sends its own. */
export function sendKept(seal: Seal): Promise<void> {
  return navigator.locks.request('umlauf-messages', async () => {
    await dropOldMessages(Date.now());
    const shown = document.querySelector<HTMLElement>('[data-conversation]')?.dataset['conversation'];
    for (const outgoing of await listOutgoing(seal)) {
      if (outgoing.channelId === shown || outgoing.refusal !== null) continue;
      const { verdict, detail, isGone } = await deliver(outgoing);
      if (verdict === 'taken' || isGone) await dropOutgoing(outgoing.id);
      else if (verdict === 'refused') await keepOutgoing(seal, { ...outgoing, refusal: detail });
      else return;
    }
  });
}
