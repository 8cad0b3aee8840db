import { onNews, tellNews } from '../layouts/live-news.ts';
import { channelId, fact, keepPlace } from './conversation-place.ts';
import { nameOf } from './members.ts';

const saidEveryMs = 3000;
const shownForMs = 5000;

const writing = new Map<string, { name: string; timer: number }>();
let saidAt = -Infinity;

/** Who is writing stands there for some seconds, and is kept nowhere. */
export function followTyping(): void {
  onNews('channel:typing', (event) => {
    if (event.channelId === channelId && event.personId !== fact('person')) void add(event.personId);
  });
  onNews('message:posted', ({ message }) => stop(message.sender.id));
}

export function tellTyping(): void {
  if (performance.now() - saidAt < saidEveryMs) return;
  saidAt = performance.now();
  tellNews('channel:writing', { channelId });
}

/** What was being written has been said. */
export function endTyping(): void {
  saidAt = -Infinity;
}

async function add(personId: string): Promise<void> {
  const name = await nameOf(personId);
  if (name === undefined) return;
  clearTimeout(writing.get(personId)?.timer);
  writing.set(personId, { name, timer: window.setTimeout(() => stop(personId), shownForMs) });
  show();
}

function stop(personId: string): void {
  clearTimeout(writing.get(personId)?.timer);
  if (writing.delete(personId)) show();
}

function show(): void {
  const place = document.getElementById('typing');
  if (!place) return;
  const { one = '', two = '', more = '' } = place.dataset;
  const [first = '', second = ''] = [...writing.values()].map(({ name }) => name);
  const words = [() => '', () => one, () => two][writing.size]?.() ?? more;
  keepPlace(() => {
    place.textContent = words.replace('%', () => first).replace('&', () => second);
  });
}
