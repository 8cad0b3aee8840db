import type { RosterPerson } from './roster.ts';

/** Teams and who stands in them, by the directory's own keys. */
export type Link = { team: string; member: string };

export type Leaver = {
  sourceId: string;
  login: string;
  name: string;
  department: string;
  /** Is he gone from the directory, or does it say that he may not enter? */
  why: 'missing' | 'closed';
};

export type TeamLoss = { team: string; name: string; of: number; lost: string[] };

/** What would have to change here for the house to be as the directory says; every list in the order of keys. */
export type RosterDifference = {
  newcomers: RosterPerson[];
  returners: RosterPerson[];
  changed: RosterPerson[];
  leavers: Leaver[];
  /** Closed by an operator, and now by the directory too: from here on the directory decides. */
  closedThereToo: string[];
  newTeams: { sourceId: string; name: string; dn: string | null }[];
  /** Renamed, moved, or back. */
  changedTeams: { sourceId: string; name: string; dn: string | null }[];
  goneTeams: { sourceId: string; name: string }[];
  joins: Link[];
  leaves: Link[];
  nested: Link[];
  unnested: Link[];
  owned: Link[];
  disowned: Link[];
  /** Whose teams, those around them included, are others than before or are called otherwise; leavers not among them. */
  moved: string[];
  /** Every team that loses people, nested ones resolved, whatever the reason. */
  losses: TeamLoss[];
  before: { people: number; teams: number };
  after: { people: number; teams: number };
};

export type Objection =
  { kind: 'empty' } | { kind: 'people' | 'teams' | 'team'; name: string; lost: number; of: number };

const alwaysAllowed = 5;

/** More than on a healthy day, which takes away five at most or this share. */
export const isTooMany = (lost: number, of: number, percent: number): boolean =>
  lost > Math.max(alwaysAllowed, (of * percent) / 100);

/** Why this must not be applied before a person has looked at it: a broken directory looks just like a large change. */
export function objectTo(difference: RosterDifference, maxDropPercent: number): Objection[] {
  const { before, after, leavers, goneTeams, losses } = difference;
  const isEmptied = (before.people > 0 && after.people === 0) || (before.teams > 0 && after.teams === 0);
  const objections: Objection[] = isEmptied ? [{ kind: 'empty' }] : [];
  if (isTooMany(leavers.length, before.people, maxDropPercent))
    objections.push({ kind: 'people', name: '', lost: leavers.length, of: before.people });
  if (isTooMany(goneTeams.length, before.teams, maxDropPercent))
    objections.push({ kind: 'teams', name: '', lost: goneTeams.length, of: before.teams });
  for (const { name, lost, of } of losses)
    if (isTooMany(lost.length, of, maxDropPercent))
      objections.push({ kind: 'team', name, lost: lost.length, of });
  return objections;
}

/** Losses and moves follow from these. */
const changes = [
  ...(['newcomers', 'returners', 'changed', 'leavers', 'closedThereToo'] as const),
  ...(['newTeams', 'changedTeams', 'goneTeams'] as const),
  ...(['joins', 'leaves', 'nested', 'unnested', 'owned', 'disowned'] as const),
];

export const isNothing = (difference: RosterDifference): boolean =>
  changes.every((change) => difference[change].length === 0);
