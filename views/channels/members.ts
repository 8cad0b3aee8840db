import { path } from './conversation-place.ts';

export interface Member {
  id: string;
  name: string;
}

const mostPages = 20;
let known: Promise<Member[]> | undefined;

/** Who is in the channel, by name; asked for once, when somebody has to be named. */
export function listMembers(): Promise<Member[]> {
  known ??= load().catch(() => {
    known = undefined;
    return [];
  });
  return known;
}

/** Somebody may have come or gone. */
export function forgetMembers(): void {
  known = undefined;
}

async function load(): Promise<Member[]> {
  const members: Member[] = [];
  let after: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const query: string = after === null ? '' : `&after=${after}`;
    const answer = await fetch(`${path}/members?limit=100${query}`);
    const { items, next } = (await answer.json()) as { items: Member[]; next: string | null };
    members.push(...items);
    if (next === null) break;
    after = next;
  }
  return members;
}
