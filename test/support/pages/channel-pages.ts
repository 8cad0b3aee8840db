import { opened, say, teamIdOf } from '../chatting.ts';
import type { Visitor } from '../visitor.ts';
import type { World } from '../world.ts';
import type { PageInAState } from './page-in-a-state.ts';

const dayMs = 24 * 3600 * 1000;
const longTitle = 'Gabelstaplerfahrerinnen und Hubarbeitsbühnenbediener';
const manyWords = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen '.repeat(4);

/** The pages of the channels, each in a state that has much to show. */
export async function prepareChannels(
  world: World,
  [anna, ben]: [Visitor, Visitor],
): Promise<PageInAState[]> {
  const { umlauf, clock } = world;
  const mehmet = await world.signIn('m.aydogan');
  const teams = ['Frühschicht', 'Werkleitung'];
  const until = { unit: 'conversation', idleHours: 12 };
  const busy = await opened(umlauf, anna, { teams, title: longTitle });
  const empty = await opened(umlauf, anna, { teams, title: 'Abstimmung', retention: until });
  const first = await say(ben, busy, `Die **Absaugung** pfeift.\n\n- Linie 4\n- Linie 5\n\n> ${manyWords}`);
  clock.advance(dayMs);
  const all = `@[Anna Krause](person:${anna.personId}) bitte https://umlauf.example/${'lang/'.repeat(30)}`;
  const answered = await say(mehmet, busy, { text: all, replyToSeq: first.seq });
  const own = await say(anna, busy, { text: 'Ich komme.', replyToSeq: answered.seq });
  for (const [visitor, emoji] of [[ben, '👍'] as const, [anna, '👍'] as const, [mehmet, '🙏'] as const])
    await visitor.call('PUT', `/channels/${busy}/messages/${own.seq}/reactions/${encodeURIComponent(emoji)}`);
  const edited = await say(ben, busy, 'Linie 4 steht.');
  await ben.call('PATCH', `/channels/${busy}/messages/${edited.seq}`, { text: 'Linie 4 steht noch.' });
  const gone = await say(ben, busy, 'Weg damit.');
  await ben.call('DELETE', `/channels/${busy}/messages/${gone.seq}`);
  await say(ben, busy, 'Wer hat den Schlüssel?');
  const many = await opened(umlauf, anna, { teams, title: 'Viel Betrieb' });
  for (let number = 1; number <= 60; number += 1) {
    await say(mehmet, many, `Nachricht ${number}`);
    clock.advance(1000);
  }
  const direct = await ben.call('POST', '/direct-conversations', { people: [mehmet.personId] });
  const { id } = direct.json as { id: string };
  const facts = { purpose: 'Absprachen', history: 'joining', unit: 'days', days: '0' };
  const team = await teamIdOf(umlauf, 'Frühschicht');
  const at = (channelId: string, rest = '') => `/channels/${channelId}${rest}`;
  return [
    { name: 'channels', login: 'anna', at: '/channels' },
    { name: 'channels, none', login: 'deniz', at: '/channels?left=1' },
    { name: 'conversation', login: 'anna', at: at(busy) },
    { name: 'conversation, empty', login: 'anna', at: at(empty) },
    { name: 'conversation, with more unread than fits', login: 'ben', at: at(many) },
    { name: 'conversation, further back', login: 'ben', at: at(many, '?before=40') },
    { name: 'conversation of two', login: 'ben', at: at(id) },
    { name: 'what to do with a message', login: 'anna', at: at(busy, `?message=${own.seq}`) },
    { name: 'conversation, answering', login: 'anna', at: at(busy, `?reply=${answered.seq}`) },
    { name: 'conversation, editing', login: 'anna', at: at(busy, `?edit=${own.seq}`) },
    {
      ...{ name: 'message, refused', login: 'ben', status: 422 },
      at: { path: at(busy, '/messages'), fields: { clientMessageId: 'once', text: ' ' } },
    },
    { name: 'channel, to open', login: 'anna', at: '/channels/new' },
    {
      ...{ name: 'channel, refused', login: 'anna', status: 422 },
      at: { path: '/channels', fields: { title: longTitle, teams: team, ...facts } },
    },
    { name: 'direct message', login: 'ben', at: '/channels/direct/new' },
    {
      ...{ name: 'direct message, found', login: 'ben' },
      at: { path: '/channels/direct', fields: { q: 'aydo', people: mehmet.personId, intent: 'search' } },
    },
    {
      ...{ name: 'direct message, refused', login: 'ben', status: 422 },
      at: { path: '/channels/direct', fields: {} },
    },
    { name: 'settings of a channel', login: 'anna', at: at(empty, '/settings') },
    { name: 'settings of a conversation', login: 'ben', at: at(id, '/settings') },
    {
      ...{ name: 'settings, refused', login: 'anna', status: 422 },
      at: { path: at(busy, '/settings'), fields: { title: '', ...facts } },
    },
  ];
}
