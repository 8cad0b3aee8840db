import type { PostedMessage } from '../../server/live-events.ts';
import { announce } from '../shared/announcer.ts';
import { sendJson } from '../shared/send-json.ts';
import { channelId, fact, part, path, word } from './conversation-place.ts';
import { catchUp, showOwn } from './following.ts';
import { editingKept, keepEditing, keepWriting, writingKept } from './kept-writing.ts';
import { followMentions } from './mention-chooser.ts';
import { type Mentionable, readMentions, writeMentions } from './mentions.ts';
import { rowOf } from './message-rows.ts';
import { say } from './outbox.ts';
import { type Said, saidAnywhere, saidHere } from './quotes.ts';
import { endTyping, tellTyping } from './typing.ts';

const form = document.querySelector<HTMLFormElement>('#composer');
const field = document.querySelector<HTMLTextAreaElement>('#text');
const known: Mentionable = new Map();
let editing: number | null = null;
let replyTo: number | null = null;

/** The field one writes in: it grows, keeps what is typed in it, and sends as its person wants. */
export async function startComposer(): Promise<void> {
  if (!form || !field) return;
  editing = numberIn(form.dataset['editing']);
  replyTo = numberIn(form.querySelector<HTMLInputElement>('[name="replyToSeq"]')?.value);
  field.value = readMentions(field.value, known);
  followMentions(field, known);
  field.addEventListener('input', () => {
    grow();
    void keep();
    if (editing === null && field.value !== '') tellTyping();
  });
  field.addEventListener('keydown', (event) => {
    if (sendsBy(event)) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === 'Escape' && (editing !== null || replyTo !== null)) cancel();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  form.querySelector('[data-cancel]')?.addEventListener('click', (event) => {
    event.preventDefault();
    cancel();
  });
  await restoreEdit();
  if (field.value === '' && editing === null) await restore();
  grow();
}

/** Answers to the message that stands there. */
export function replyToMessage(seq: number): void {
  if (editing !== null) cancel();
  showReply(seq, saidHere(seq));
  field?.focus();
  void keep();
}

/** Another text for a message of one's own; what was being written waits meanwhile. False where it cannot be had. */
export async function editMessage(seq: number): Promise<boolean> {
  const answer = await fetch(`${path}/messages?after=${seq - 1}&limit=1`).catch(() => null);
  const { items } = ((await answer?.json().catch(() => null)) ?? { items: [] }) as {
    items?: PostedMessage[];
  };
  const message = items?.find((each) => each.seq === seq);
  if (!field || !message) return false;
  await keep();
  beginEdit(seq, message.text);
  field.focus();
  return true;
}

function beginEdit(seq: number, text: string): void {
  clear();
  editing = seq;
  if (field) field.value = readMentions(text, known);
  showAbout(seq, word('editing'), saidHere(seq)?.text ?? '');
  grow();
}

const numberIn = (text: string | undefined): number | null => (text ? Number(text) : null);

/** A thumb has no second key to hold: there Enter is always a new line. */
function sendsBy({ key, shiftKey, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean {
  if (key !== 'Enter' || isComposing) return false;
  if (ctrlKey || metaKey) return true;
  return fact('enter') === 'send' && !shiftKey && !altKey && !matchMedia('(pointer: coarse)').matches;
}

// Where the browser does not let it grow by itself.
function grow(): void {
  if (!field || CSS.supports('field-sizing', 'content')) return;
  field.rows = Math.min(8, field.value.split('\n').length);
}

async function submit(): Promise<void> {
  const text = writeMentions(field?.value ?? '', known).trim();
  if (!field || text === '') return;
  if (editing !== null) {
    await save(editing, text);
    return;
  }
  const outgoing = {
    id: newId(),
    channelId,
    text,
    replyToSeq: replyTo,
    writtenAt: Date.now(),
    refusal: null,
  };
  clear();
  endTyping();
  await Promise.all([say(outgoing), keep()]);
}

async function save(seq: number, text: string): Promise<void> {
  const sent = field?.value;
  const answer = await sendJson(`${path}/messages/${seq}`, { method: 'PATCH', body: { text } }).catch(
    () => null,
  );
  if (!answer?.ok) {
    const { detail = '' } = ((await answer?.json().catch(() => null)) ?? {}) as { detail?: string };
    fail(detail);
    return;
  }
  showOwn((await answer.json()) as PostedMessage);
  void catchUp();
  // What has been typed since then is not saved yet.
  if (editing === seq && field?.value === sent) cancel();
}

function fail(detail: string): void {
  const words = form?.querySelector<HTMLElement>('[data-failed]');
  if (!words) return;
  words.hidden = false;
  words.dataset['plain'] ??= words.textContent;
  words.textContent = detail || words.dataset['plain'];
  announce(words.textContent);
}

function showAbout(seq: number, title: string, text: string): void {
  const about = form?.querySelector<HTMLElement>('[data-about]');
  if (!about) return;
  about.hidden = false;
  about.dataset['about'] = String(seq);
  part(about, 'about')?.replaceChildren(title);
  part(about, 'quoted')?.replaceChildren(text);
}

function showReply(seq: number, said: Said | undefined): void {
  replyTo = seq;
  const name = said?.name ?? '';
  showAbout(
    seq,
    word('replying').replace('%', () => name),
    said?.text ?? '',
  );
}

function clear(): void {
  if (field) field.value = '';
  [editing, replyTo] = [null, null];
  for (const words of form?.querySelectorAll<HTMLElement>('[data-about], [data-failed]') ?? [])
    words.hidden = true;
  form?.querySelector('.composer-refusal')?.remove();
  grow();
}

function cancel(): void {
  const wasEditing = editing !== null;
  const text = wasEditing ? '' : (field?.value ?? '');
  clear();
  if (field) field.value = text;
  if (wasEditing) {
    void keepEditing(null);
    void restore();
  } else void keep();
  field?.focus();
}

async function keep(): Promise<void> {
  const text = writeMentions(field?.value ?? '', known);
  await (editing === null ? keepWriting({ text, replyToSeq: replyTo }) : keepEditing({ seq: editing, text }));
}

/** Of a message that still stands here as one's own. */
async function restoreEdit(): Promise<void> {
  const edit = await editingKept();
  const row = edit && rowOf(edit.seq);
  if (!row) return;
  if (!row.matches('.message-own:not(.message-deleted)')) await keepEditing(null);
  else if (editing === edit.seq || (editing === null && replyTo === null && field?.value === ''))
    beginEdit(edit.seq, edit.text);
}

async function restore(): Promise<void> {
  const draft = await writingKept();
  if (!draft || !field || field.value !== '') return;
  field.value = readMentions(draft.text, known);
  const said = draft.replyToSeq === null ? undefined : await saidAnywhere(draft.replyToSeq);
  if (draft.replyToSeq !== null && said && editing === null && replyTo === null)
    showReply(draft.replyToSeq, said);
  grow();
}

/** Browsers make ids of their own only for pages that come over https. */
const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
