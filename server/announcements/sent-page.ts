import type { Request, Response } from 'express';
import { z } from 'zod';
import { findCounts } from '../acknowledgements/progress-queries.ts';
import { countUnanswered } from '../answers/answer-queries.ts';
import { pageOf } from '../platform/http/page-of.ts';
import { id, parse } from '../platform/http/parse.ts';
import { actorOf } from '../sign-in/guards.ts';
import { showPage } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import type { Announcement } from './announcement.ts';
import { listForOtherPublishers, listSentBy } from './publisher-queries.ts';
import { listSendBacks } from './approval-queries.ts';
import { findSender } from './present.ts';

const pageSize = 30;
const sentQuery = z.object({
  after: id().optional(),
  done: z
    .enum(['planned', 'submitted', 'released', 'scheduled', 'sent-back', 'taken-over', 'taken-back'])
    .optional(),
});

/** What a publisher has to do with: what waits for him, what is not out yet, and what he has released. */
export async function showSent(umlauf: Umlauf, request: Request, response: Response): Promise<void> {
  const { db } = umlauf;
  const { person } = actorOf(request);
  const { after, done = null } = parse(sentQuery, request.query);
  const sent = await listSentBy(db, person.id, {
    statuses: ['released', 'withdrawn'],
    limit: pageSize + 1,
    after,
  });
  const page = pageOf(sent, pageSize, (announcement) => announcement.id);
  const ids = page.items.map((announcement) => announcement.id);
  const counts = await findCounts(db, ids);
  const unanswered = await countUnanswered(db, ids);
  const nothing = { recipients: 0, confirmed: 0, outstanding: 0 };
  const shown = { title: 'released.title', nav: 'released' as const };
  await showPage(umlauf, request, response, 'announcements/released', shown, {
    ...(after === undefined ? await describeUnreleased(umlauf, person.id) : noneUnreleased),
    released: page.items.map((item) => ({
      ...{ ...item, ...nothing, ...counts.get(item.id) },
      unanswered: unanswered.get(item.id) ?? 0,
    })),
    nextPath: page.next === null ? null : `/announcements?after=${page.next}`,
    done,
  });
}

const noneUnreleased = { toApprove: [], held: [], scheduled: [], submitted: [], drafts: [] };

async function describeUnreleased({ db }: Umlauf, personId: string): Promise<object> {
  const { awaiting, held } = await listForOtherPublishers(db, personId);
  const own = await listSentBy(db, personId, { statuses: ['draft', 'awaiting-approval', 'scheduled'] });
  const ofStatus = (status: Announcement['status']) => own.filter((item) => item.status === status);
  const withSender = (items: Announcement[]) =>
    Promise.all(items.map(async (item) => ({ ...item, sender: await findSender(db, item) })));
  const drafts = ofStatus('draft');
  const sendBacks = new Map(
    (
      await listSendBacks(
        db,
        drafts.map((draft) => draft.id),
      )
    ).map((sendBack) => [sendBack.announcementId, sendBack]),
  );
  return {
    toApprove: await withSender(awaiting),
    held: await withSender(held),
    scheduled: ofStatus('scheduled').toSorted((a, b) => (a.releaseAt ?? 0) - (b.releaseAt ?? 0)),
    submitted: ofStatus('awaiting-approval'),
    drafts: drafts.map((draft) => ({ ...draft, sentBack: sendBacks.get(draft.id) ?? null })),
  };
}
