import { fact, list, part, path } from './conversation-place.ts';

export interface Member {
  id: string;
  name: string;
  department: string;
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

const few = 500;

/** More than these are not asked for at once, nor do all of them ask at once. */
export const isCrowd = (): boolean => Number(fact('members')) > few;

/** Of whoever has said something here; of others where there are not too many to ask for. */
export async function nameOf(personId: string): Promise<string | undefined> {
  const row = list?.querySelector<HTMLElement>(`[data-sender="${personId}"]`);
  const name = row && part(row, 'sender')?.textContent;
  if (name || isCrowd()) return name ?? undefined;
  return (await listMembers()).find(({ id }) => id === personId)?.name;
}

/** Somebody may have come or gone. */
export function forgetMembers(): void {
  known = undefined;
}

async function load(): Promise<Member[]> {
  const answer = await fetch(`${path}/members`);
  if (!answer.ok) throw new Error(`members: ${answer.status}`);
  return ((await answer.json()) as { items: Member[] }).items;
}
