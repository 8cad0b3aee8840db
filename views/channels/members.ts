import { path } from './conversation-place.ts';

export interface Member {
  id: string;
  name: string;
}

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
  const answer = await fetch(`${path}/members`);
  return ((await answer.json()) as { items: Member[] }).items;
}
