import type { Actor } from './actor.ts';

export const personRoom = (personId: string): string => `person:${personId}`;
export const sessionRoom = (hash: string): string => `session:${hash}`;
export const tokenRoom = (tokenId: string): string => `token:${tokenId}`;

/** The rooms of a live connection: its person's, and the session or token that it hangs on. */
export function roomsOf({ person, session, token }: Actor): string[] {
  const own = session ? [sessionRoom(session.hash)] : token ? [tokenRoom(token.id)] : [];
  return [personRoom(person.id), ...own];
}
