import { deleteFact, dropMessages, readFact, writeFact } from './device-store.ts';
import { closeNotices } from './close-notices.ts';
import { dropTexts } from './kept-texts.ts';

/** Whose confirmations the page without network counts, and whose texts it shows: those of the last person signed in here, by an opaque tag. */
export async function rememberPerson(owner: string | undefined): Promise<void> {
  if (owner === (await lastPerson())) return;
  await dropTexts();
  await dropMessages();
  await closeNotices();
  await (owner === undefined ? deleteFact('last-person') : writeFact('last-person', owner));
}

export async function lastPerson(): Promise<string | undefined> {
  return (await readFact('last-person')) as string | undefined;
}
