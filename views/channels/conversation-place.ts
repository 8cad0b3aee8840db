/** The conversation that this page shows, and what the server has said about it. */
export const conversation = document.querySelector<HTMLElement>('[data-conversation]');

export const fact = (name: string): string => conversation?.dataset[name] ?? '';

export const channelId = fact('conversation');
export const path = `/api/v1/channels/${channelId}`;

/** A later window of messages is not shown: what is posted now does not follow upon what stands here. */
export const isElsewhere = conversation?.dataset['elsewhere'] !== undefined;

export const part = (within: ParentNode | null, name: string): HTMLElement | null =>
  within?.querySelector<HTMLElement>(`[data-part="${name}"]`) ?? null;

/** Words that a script says, in the language of the page. */
export function word(name: string): string {
  const words = document.querySelector<HTMLTemplateElement>('#words');
  return words?.content.querySelector(`[data-${name}]`)?.textContent ?? '';
}

export function copyOf(id: string): HTMLElement | null {
  const template = document.querySelector<HTMLTemplateElement>(`#${id}`);
  const copy = template?.content.firstElementChild?.cloneNode(true);
  return copy instanceof HTMLElement ? copy : null;
}

export const log = document.querySelector<HTMLElement>('.log');
export const list = document.getElementById('messages');

/** What scrolls: the log, or, where there is no room for it, the page. */
export const scroller = (): Element =>
  log && getComputedStyle(log).overflowY === 'auto' ? log : (document.scrollingElement ?? document.body);

/** So near to the end is at the end. */
export const slackPx = 60;

export function isAtEnd(): boolean {
  const { scrollHeight, scrollTop, clientHeight } = scroller();
  return scrollHeight - scrollTop - clientHeight < slackPx;
}

export function goToEnd(): void {
  scroller().scrollTop = scroller().scrollHeight;
}

/** What one reads stays where it is while something changes around it; who is at the end stays at the end. */
export function keepPlace(change: () => void): void {
  const wasAtEnd = isAtEnd();
  const seen = messagesFromSight().map((row) => ({ row, top: topOf(row) }));
  change();
  if (wasAtEnd) {
    goToEnd();
    return;
  }
  const held = seen.find(({ row }) => row.isConnected);
  if (held) scroller().scrollTop += topOf(held.row) - held.top;
}

const topOf = (row: Element): number => row.getBoundingClientRect().top;

/** The first message of which something is in sight, and all below it. */
function messagesFromSight(): Element[] {
  const edge = scroller() === log ? topOf(log) : 0;
  const all = [...(list?.querySelectorAll('.message') ?? [])];
  const first = all.findIndex((row) => row.getBoundingClientRect().bottom > edge);
  return first === -1 ? [] : all.slice(first);
}

/** Who is at the end stays there while the field below it grows, or a keyboard takes the room. */
export function followRoom(): void {
  if (!log) return;
  let height = log.clientHeight;
  new ResizeObserver(() => {
    const { scrollHeight, scrollTop, clientHeight } = log;
    const wasAtEnd = scrollHeight - scrollTop - height < slackPx;
    if (clientHeight < height && wasAtEnd && scroller() === log) goToEnd();
    height = clientHeight;
  }).observe(log);
}
