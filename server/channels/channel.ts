import { Refusal } from '../platform/refusal.ts';
import { checkRetention, type Retention } from './retention/retention.ts';

export type ChannelKind = 'team' | 'direct';

/** What a newcomer sees: what is said from his joining on, or all that is kept. */
export const histories = ['joining', 'whole'] as const;
export type History = (typeof histories)[number];

/** Of which messages somebody is told by push. */
export const noticeChoices = ['all', 'mentions', 'nothing'] as const;
export type NoticeChoice = (typeof noticeChoices)[number];

export const defaultNotices: Record<ChannelKind, NoticeChoice> = { team: 'mentions', direct: 'all' };

export type Channel = {
  id: string;
  kind: ChannelKind;
  /** `sealed`: the server can neither read nor search what is said. */
  content: 'text' | 'sealed';
  /** Null in a direct conversation, which is called by those who are in it. */
  title: string | null;
  purpose: string;
  history: History;
  retention: Retention;
  openedBy: string;
  openedAt: number;
  lastSeq: number;
  /** Raised by every post, edit, deletion and reaction. */
  revision: number;
  /** Messages below it are deleted for good. */
  firstSeq: number;
  lastPostedAt: number | null;
};

/** One person's place in a channel; the read marker is nobody else's business. */
export type ChannelMember = {
  personId: string;
  /** Sees no message below it. */
  firstSeq: number;
  readSeq: number;
  /** What was in sight last: higher than what is read where something above it has not been in sight. */
  seenSeq: number;
  notices: NoticeChoice;
};

/** How far somebody has read in a channel, and what was in sight last: what he alone gets to know. */
export type ReadMark = { channelId: string; personId: string; seq: number; seen: number };

/** A channel as one of its members has it. */
export type OwnChannel = Channel & { member: ChannelMember };

const longestTitle = 80;
const longestPurpose = 500;
export const mostParticipants = 8;

export type ChannelFacts = { title: string; purpose: string; retention: Retention };

/** Refuses `invalid`. */
export function checkFacts({ title, purpose, retention }: ChannelFacts): ChannelFacts {
  return {
    title: checkLine(title, 'title', longestTitle),
    purpose: checkLine(purpose, 'purpose', longestPurpose),
    retention: checkRetention(retention),
  };
}

function checkLine(given: string, field: string, longest: number): string {
  const line = given.trim().replaceAll(/\s+/g, ' ');
  if (line === '') throw new Refusal('invalid', `channel-${field}-missing`, { field });
  if (line.length > longest)
    throw new Refusal('invalid', `channel-${field}-long`, { field, params: { most: longest } });
  return line;
}

/** The same people have the same conversation. */
export const participantsKey = (personIds: string[]): string => [...personIds].sort().join(' ');

/** A newcomer sees all that is kept, or what comes after this moment. */
export const firstSeqFor = ({ history, lastSeq }: Pick<Channel, 'history' | 'lastSeq'>): number =>
  history === 'whole' ? 1 : lastSeq + 1;

/** Whoever posts has read what stands above, unless there is something that he has not read yet. */
export const isNextToRead = (
  { readSeq, firstSeq }: Pick<ChannelMember, 'readSeq' | 'firstSeq'>,
  seq: number,
): boolean => Math.max(readSeq, firstSeq - 1) >= seq - 1;

/**
 * Who of the participants of a direct conversation is in it: whoever shares a team with another of them. `teamsOf`:
 * the teams of those employed, those around them included.
 */
export function directMembers(participants: string[], teamsOf: Map<string, Set<string>>): string[] {
  const shares = (one: string, other: string): boolean =>
    one !== other && [...(teamsOf.get(one) ?? [])].some((team) => teamsOf.get(other)?.has(team));
  return participants.filter((one) => participants.some((other) => shares(one, other)));
}
