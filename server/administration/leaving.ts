const closings = ['sessions', 'devices', 'tokens', 'memberships', 'obligations'] as const;
type Closing = { what: (typeof closings)[number]; count: number; at: number };

/** How somebody left, as the record has it: who closed it, when the directory was seen to say so, each closing. */
export type Leaving = {
  at: number;
  /** Null: the directory, or an operator at the command line. */
  actor: string | null;
  how: 'directory' | 'operator';
  source: string | null;
  /** Is he gone from the directory, or does it say that he may not enter? Null where only that one of the two is known. */
  why: 'missing' | 'closed' | null;
  /** Null for what an operator has closed, and in records of before it was written down. */
  seenAt: number | null;
  closings: Closing[];
  closedAt: number;
  /** From the directory's answer to the last closing, in seconds with one decimal. */
  tookSeconds: number | null;
};

type Details = Partial<Pick<Leaving, 'how' | 'source' | 'why' | 'seenAt'>> & {
  closed?: Partial<Record<Closing['what'], { closed: number; at: number }>>;
};

export function readLeaving(entry: { at: number; actor: string | null; details: string }): Leaving {
  const { at, actor } = entry;
  const given = JSON.parse(entry.details) as Details;
  const { how = 'operator', source = null, why = null, seenAt = null, closed = {} } = given;
  const done = closings.flatMap((what) => {
    const one = closed[what];
    return one ? [{ what, count: one.closed, at: one.at }] : [];
  });
  const closedAt = Math.max(at, ...done.map((one) => one.at));
  const tookSeconds = seenAt === null ? null : Math.round((closedAt - seenAt) / 100) / 10;
  return { at, actor, how, source, why, seenAt, closings: done, closedAt, tookSeconds };
}
