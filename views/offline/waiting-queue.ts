import { type Confirmation, keptForMs, supersede, type Waiting } from './confirmation.ts';
import { deleteRecord, listRecords, putRecord, type SealedRecord } from './device-store.ts';
import { openText, type Seal, sealText } from './seal.ts';

/** Browsers give the means only to pages that come over https, or from the machine itself. */
export function canKeep(): boolean {
  return isSecureContext && 'indexedDB' in globalThis && 'locks' in navigator && 'subtle' in crypto;
}

/** From here on it survives the page, the browser and the session; pressing again changes nothing. */
export function keepConfirmation(seal: Seal, pressed: Confirmation): Promise<Waiting> {
  return navigator.locks.request('umlauf-queue', async () => {
    const { same, outdated } = supersede(await listConfirmations(seal), pressed);
    const kept = same ?? (await write(seal, { ...pressed, id: crypto.randomUUID(), refusal: null }));
    for (const { id } of outdated) await deleteRecord(id);
    return kept;
  });
}

/** Those of one person, oldest first. What his key does not open is none of his. */
export async function listConfirmations(seal: Seal): Promise<Waiting[]> {
  const own = (await listRecords()).filter(({ owner }) => owner === seal.owner);
  const opened = await Promise.all(
    own.toSorted((a, b) => a.keptAt - b.keptAt).map((record) => read(seal, record)),
  );
  return opened.filter((waiting) => waiting !== null);
}

/** It is not sent again, but stays until its owner has read why. */
export async function refuseConfirmation(seal: Seal, waiting: Waiting, refusal: string): Promise<void> {
  await navigator.locks.request('umlauf-queue', async () => {
    const isThere = (await listRecords()).some(({ id }) => id === waiting.id);
    if (isThere) await write(seal, { ...waiting, refusal });
  });
}

export const dropConfirmation = deleteRecord;

/** How many wait for one person, or for anybody. */
export async function countWaiting(owner?: string): Promise<number> {
  const waiting = (await listRecords()).filter(({ state }) => state === 'waiting');
  return waiting.filter((record) => owner === undefined || record.owner === owner).length;
}

export async function dropAllOf(owner: string): Promise<void> {
  for (const record of await listRecords()) if (record.owner === owner) await deleteRecord(record.id);
}

export async function dropOutdated(now: number): Promise<void> {
  for (const { id, keptAt } of await listRecords()) if (keptAt < now - keptForMs) await deleteRecord(id);
}

async function write(seal: Seal, waiting: Waiting): Promise<Waiting> {
  const { id, claimedAt, refusal } = waiting;
  const state = refusal === null ? 'waiting' : 'refused';
  const sealed = await sealText(seal, id, JSON.stringify(waiting));
  await putRecord({ id, owner: seal.owner, state, keptAt: claimedAt, ...sealed });
  return waiting;
}

async function read(seal: Seal, record: SealedRecord): Promise<Waiting | null> {
  const text = await openText(seal, record);
  return text === null ? null : (JSON.parse(text) as Waiting);
}
