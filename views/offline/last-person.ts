import { deleteFact, readFact, writeFact } from './device-store.ts';

/** Whose confirmations the page without network counts: those of the last person signed in here, by an opaque tag. */
export async function rememberPerson(owner: string | undefined): Promise<void> {
  if (owner === (await lastPerson())) return;
  await (owner === undefined ? deleteFact('last-person') : writeFact('last-person', owner));
}

export async function lastPerson(): Promise<string | undefined> {
  return (await readFact('last-person')) as string | undefined;
}
