import { listCalls } from '../delivery/calls/call-queries.ts';
import { listRoads, type PersonRoad } from '../delivery/delivery-queries.ts';
import { listMailable } from '../delivery/mail/mail-queries.ts';
import { listPushable } from '../delivery/subscription-queries.ts';
import { pageOf } from '../platform/http/page-of.ts';
import { listSignedIn } from '../sign-in/session-queries.ts';
import type { House } from '../umlauf.ts';
import { listRecipients } from './named-recipient-queries.ts';
import { progressPath, type ProgressPlace } from './progress-path.ts';

const namesPerPage = 50;

type Road = { road: string; roadAt: number | null };

function roadOf(last: PersonRoad | undefined, isSignedIn: boolean): Road {
  const what = last?.transport === 'mail' ? 'mail' : last?.kind === 'reminder' ? 'reminder' : 'push';
  if (last?.state === 'accepted') return { road: `${what}-accepted`, roadAt: last.at };
  if (last?.state === 'queued' || last?.state === 'sending') return { road: `${what}-queued`, roadAt: null };
  if (isSignedIn) return { road: 'page', roadAt: null };
  return last ? { road: `${what}-failed`, roadAt: last.at } : { road: 'none', roadAt: null };
}

/** One page of those outstanding, in the order of names, each with what became of the last notice. */
export async function describeOutstanding(
  { db, clock, config }: Pick<House, 'db' | 'clock' | 'config'>,
  announcementId: string,
  place: ProgressPlace,
) {
  const { q, team: teamId, after } = place;
  const found = await listRecipients(db, announcementId, {
    ...{ state: 'outstanding', q, teamId, after },
    limit: namesPerPage + 1,
  });
  const { items, next } = pageOf(found, namesPerPage, ({ personId }) => personId);
  const personIds = items.map(({ personId }) => personId);
  const [roads, pushable, mailable, signedIn, calls] = await Promise.all([
    listRoads(db, announcementId, personIds),
    listPushable(db, personIds),
    config.mail === null ? new Set<string>() : listMailable(db, personIds),
    listSignedIn(db, clock.now(), personIds),
    listCalls(db, announcementId, personIds),
  ]);
  return {
    rows: items.map(({ personId, sortName, team, department }) => ({
      ...{ personId, name: sortName, team: team ?? department },
      ...roadOf(roads.get(personId), signedIn.has(personId)),
      lastCall: calls.get(personId)?.[0] ?? null,
      canRemind: pushable.has(personId) || mailable.has(personId),
    })),
    someRemindable: pushable.size + mailable.size > 0,
    nextPath: next === null ? null : progressPath(announcementId, { ...place, after: next }),
    firstPath: after === undefined ? null : progressPath(announcementId, { ...place, after: undefined }),
    wholePath: progressPath(announcementId, { teams: place.teams }),
  };
}
