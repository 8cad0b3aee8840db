import { ownSeal } from '../offline/own-seal.ts';
import type { Seal } from '../offline/seal.ts';
import { channelId } from './conversation-place.ts';
import { type Draft, type Edit, keepDraft, keepEdit, readDraft, readEdit } from './kept-messages.ts';

const seal = ownSeal();
let keeping = Promise.resolve();

/** What is being written here survives the page. */
export const keepWriting = (draft: Draft): Promise<void> =>
  inTurn((own) => keepDraft(own, channelId, draft, Date.now()));

/** Null when it is saved, or is not to be. */
export const keepEditing = (edit: Edit | null): Promise<void> =>
  inTurn((own) => keepEdit(own, channelId, edit, Date.now()));

export const writingKept = async (): Promise<Draft | null> =>
  seal && (await readDraft(seal, channelId).catch(() => null));

export const editingKept = async (): Promise<Edit | null> =>
  seal && (await readEdit(seal, channelId).catch(() => null));

/** One after the other: the last that was typed is what stays. */
function inTurn(keep: (own: Seal) => Promise<void>): Promise<void> {
  if (seal) keeping = keeping.then(() => keep(seal).catch(() => undefined));
  return keeping;
}
