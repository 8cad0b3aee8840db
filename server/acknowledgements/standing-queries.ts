import { holdStill, listAnnouncements } from '../announcements/announcement-queries.ts';
import { listVersionHeads } from '../announcements/version-queries.ts';
import type { Transaction } from '../platform/db/database.ts';
import type { Acknowledgement, Given, Standing } from './acknowledgement.ts';
import { holdObligations, listAcknowledgementsById } from './obligation-queries.ts';

type Known = Standing & { teamId: string | null; titleOf: (version: number) => string | null };

type Standings = {
  of: (given: Given) => Known;
  /** Whoever is judged after it finds this confirmation there. */
  add: (acknowledgement: Acknowledgement) => void;
};

const keyOf = ({ announcementId, personId }: Pick<Given, 'announcementId' | 'personId'>): string =>
  `${announcementId} ${personId}`;

/** What stands of the obligations that these confirm; nothing of it changes until the transaction ends. */
export async function holdStandings(tx: Transaction, given: Given[]): Promise<Standings> {
  const ids = [...new Set(given.map(({ announcementId }) => announcementId))];
  await holdStill(tx, ids);
  const obligations = await holdObligations(tx, given);
  const confirmed = obligations.map(({ acknowledgementId }) => acknowledgementId).filter((id) => id !== null);
  const existing = await listAcknowledgementsById(tx, confirmed);
  const announcements = new Map((await listAnnouncements(tx, ids)).map((one) => [one.id, one]));
  const isThere = ({ announcementId, version }: { announcementId: string; version: number }): boolean =>
    version <= (announcements.get(announcementId)?.version ?? 0);
  const heads = new Map(
    (await listVersionHeads(tx, [...given.filter(isThere), ...existing])).map((head) => [
      `${head.announcementId} ${head.version}`,
      head,
    ]),
  );
  const obligationOf = new Map(obligations.map((obligation) => [keyOf(obligation), obligation]));
  const existingOf = new Map(existing.map((acknowledgement) => [keyOf(acknowledgement), acknowledgement]));

  return {
    of: (one) => {
      const { announcementId, version } = one;
      const obligation = obligationOf.get(keyOf(one)) ?? null;
      return {
        announcement: announcements.get(announcementId) ?? null,
        obligation,
        existing: existingOf.get(keyOf(one)) ?? null,
        contentHash: heads.get(`${announcementId} ${version}`)?.contentHash ?? null,
        teamId: obligation?.teamId ?? null,
        titleOf: (read) => heads.get(`${announcementId} ${read}`)?.title ?? null,
      };
    },
    add: (acknowledgement) => existingOf.set(keyOf(acknowledgement), acknowledgement),
  };
}
