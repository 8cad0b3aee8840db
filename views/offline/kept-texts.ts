import { deleteText, listTexts, putText } from './device-store.ts';
import { openText, type Seal, sealText } from './seal.ts';

/** What came with a notice (server/delivery/push/payload.ts). */
export interface CarriedText {
  /** The person's half of the key by which a confirmation waits here. */
  key: string;
  version: number;
  language: string;
  title: string;
  sender: string;
  deadline: string | null;
  asks: boolean;
  html: string;
  isCut: boolean;
}

export interface KeptText extends CarriedText {
  id: string;
  owner: string;
  priority: string;
}

const day = 24 * 3600 * 1000;
const keptForMs = 7 * day;

// Read where the house, which has the other half, cannot be reached: this device alone is enough.
const onThisDevice = (owner: string): Seal => ({ owner, key: 'text' });

/** An older version that comes late does not replace a newer one. */
export async function keepText(text: KeptText, now: number): Promise<void> {
  const { id, owner, version } = text;
  const known = (await listTexts()).find((record) => record.id === id);
  if (known && known.owner === owner && known.version > version) return;
  const sealed = await sealText(onThisDevice(owner), id, JSON.stringify(text));
  await putText({ id, owner, version, keptAt: now, ...sealed });
}

/** Those of one person, the latest first. */
export async function readTexts(owner: string): Promise<KeptText[]> {
  const own = (await listTexts()).filter((record) => record.owner === owner);
  const latestFirst = own.toSorted((a, b) => b.keptAt - a.keptAt);
  const opened = await Promise.all(latestFirst.map((record) => openText(onThisDevice(owner), record)));
  return opened.flatMap((text) => (text === null ? [] : [JSON.parse(text) as KeptText]));
}

export const dropText = deleteText;

export async function dropTexts(): Promise<void> {
  for (const { id } of await listTexts()) await deleteText(id);
}

export async function dropOldTexts(now: number): Promise<void> {
  for (const { id, keptAt } of await listTexts()) if (keptAt < now - keptForMs) await deleteText(id);
}
