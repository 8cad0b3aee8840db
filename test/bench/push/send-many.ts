import type { Subscription } from './sink.ts';

/** Sends to each, so many at a time; whatever is not accepted ends the benchmark. */
export async function sendMany(
  subscriptions: Subscription[],
  atOnce: number,
  send: (to: Subscription) => Promise<{ status: number } | { fault: string } | { unsendable: string }>,
): Promise<void> {
  let next = 0;
  const sendOneByOne = async (): Promise<void> => {
    for (let to = subscriptions[next++]; to; to = subscriptions[next++]) {
      const answer = await send(to);
      if (!('status' in answer) || answer.status !== 201)
        throw new Error(`answered ${JSON.stringify(answer)}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sendOneByOne));
}
