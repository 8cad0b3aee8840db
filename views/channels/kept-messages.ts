import { deleteMessage, listMessages, type MessageRecord, putMessage } from '../offline/device-store.ts';
import { openText, type Seal, sealText } from '../offline/seal.ts';
import type { Outgoing } from './outgoing.ts';

export interface Draft {
  text: string;
  replyToSeq: number | null;
}

/** Another text for a message that has been said; it lies beside the draft, which waits meanwhile. */
export interface Edit {
  seq: number;
  text: string;
}

const day = 24 * 3600 * 1000;
const keptForMs = 30 * day;

/** From here on it survives the page and the browser. */
export function keepOutgoing(seal: Seal, outgoing: Outgoing): Promise<void> {
  const state = outgoing.refusal === null ? 'waiting' : 'refused';
  return write(seal, { id: outgoing.id, state, keptAt: outgoing.writtenAt }, outgoing);
}

/** Those of one person, the oldest first. */
export async function listOutgoing(seal: Seal): Promise<Outgoing[]> {
  const own = (await listMessages()).filter(({ owner, state }) => owner === seal.owner && state !== 'draft');
  const oldestFirst = own.toSorted((a, b) => a.keptAt - b.keptAt);
  const opened = await Promise.all(oldestFirst.map((record) => openText(seal, record)));
  return opened.flatMap((text) => (text === null ? [] : [JSON.parse(text) as Outgoing]));
}

export const dropOutgoing = deleteMessage;

/** How many messages the server does not have yet. */
export async function countOutgoing(owner: string): Promise<number> {
  return (await listMessages()).filter((record) => record.owner === owner && record.state !== 'draft').length;
}

export async function keepDraft(seal: Seal, channelId: string, draft: Draft, now: number): Promise<void> {
  if (draft.text === '') await deleteMessage(draftId(seal, channelId));
  else await write(seal, { id: draftId(seal, channelId), state: 'draft', keptAt: now }, draft);
}

export const readDraft = (seal: Seal, channelId: string): Promise<Draft | null> =>
  read<Draft>(seal, draftId(seal, channelId));

export async function keepEdit(seal: Seal, channelId: string, edit: Edit | null, now: number): Promise<void> {
  if (edit === null) await deleteMessage(editId(seal, channelId));
  else await write(seal, { id: editId(seal, channelId), state: 'draft', keptAt: now }, edit);
}

export const readEdit = (seal: Seal, channelId: string): Promise<Edit | null> =>
  read<Edit>(seal, editId(seal, channelId));

export async function dropOldMessages(now: number): Promise<void> {
  for (const { id, keptAt } of await listMessages()) if (keptAt < now - keptForMs) await deleteMessage(id);
}

const draftId = ({ owner }: Seal, channelId: string): string => `${owner} ${channelId}`;

const editId = (seal: Seal, channelId: string): string => `${draftId(seal, channelId)} edit`;

async function read<Value>(seal: Seal, id: string): Promise<Value | null> {
  const record = (await listMessages()).find((each) => each.id === id);
  const text = record ? await openText(seal, record) : null;
  return text === null ? null : (JSON.parse(text) as Value);
}

async function write(
  seal: Seal,
  record: Pick<MessageRecord, 'id' | 'state' | 'keptAt'>,
  value: Outgoing | Draft | Edit,
): Promise<void> {
  const sealed = await sealText(seal, record.id, JSON.stringify(value));
  await putMessage({ ...record, owner: seal.owner, ...sealed });
}
