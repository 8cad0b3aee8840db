import type { Evidence } from './evidence.ts';
import { checkMessages, playedRows } from './messages.ts';
import { checkRemovals, windowsOf } from './removals.ts';
import { checkTexts } from './texts.ts';
import { checkTold, checkViews } from './views.ts';

export type Counts = Record<
  | 'clients'
  | 'channels'
  | 'messages'
  | 'postsTried'
  | 'repeatedPosts'
  | 'answersLost'
  | 'edits'
  | 'deletions'
  | 'disconnects'
  | 'kills'
  | 'removals'
  | 'dismissals'
  | 'refusedWhileOut'
  | 'eventsSeen'
  | 'fetchedSeen'
  | 'dueAtOnce',
  number
>;

export type Verdict = { violations: string[]; counts: Counts };

/**
 * Was a message lost, doubled, shown in another order or to somebody who was out? It knows what the clients and the
 * directory wrote down and what stands in the database, and nothing of the program.
 */
export function check(evidence: Evidence): Verdict {
  return {
    violations: [
      ...checkMessages(evidence),
      ...checkViews(evidence),
      ...checkRemovals(evidence),
      ...checkTexts(evidence),
    ],
    counts: countsOf(evidence),
  };
}

function countsOf(evidence: Evidence): Counts {
  const { clients, channels, deaths, removals } = evidence;
  const sum = (count: (client: Evidence['clients'][number]) => number): number =>
    clients.reduce((total, client) => total + count(client), 0);
  const asked = sum(({ posts }) => posts.filter(({ type }) => type === 'invoke').length);
  const names = sum(({ posts }) => new Set(posts.map(({ clientMessageId }) => clientMessageId)).size);
  const isOk = ({ type }: { type: string }): boolean => type === 'ok';
  const out = windowsOf(evidence);
  return {
    ...{ clients: clients.length, channels: channels.length, messages: playedRows(evidence).length },
    ...{ postsTried: asked, repeatedPosts: asked - names },
    answersLost: sum(({ posts }) => posts.filter(({ type }) => type === 'info').length),
    edits: sum(({ edits }) => edits.filter(isOk).length),
    deletions: sum(({ deletions }) => deletions.filter(isOk).length),
    disconnects: sum(({ connections }) => connections.length),
    kills: deaths,
    removals: removals.filter((one) => isOk(one) && !one.isDismissed).length,
    dismissals: removals.filter((one) => isOk(one) && one.isDismissed).length,
    refusedWhileOut: sum(
      ({ personId, posts, fetches }) =>
        [...posts, ...fetches].filter(
          ({ type, at, channelId, status }) =>
            type === 'fail' &&
            status !== 429 &&
            out.some(
              (window) =>
                window.personId === personId &&
                window.channelId === channelId &&
                at > window.goneAt &&
                at < window.backAskedAt,
            ),
        ).length,
    ),
    eventsSeen: sum(({ seen, told }) => told.length + seen.filter(({ by }) => by === 'event').length),
    fetchedSeen: sum(({ seen }) => seen.filter(({ by }) => by === 'answer').length),
    dueAtOnce: sum((client) => checkTold(evidence, client).due),
  };
}
