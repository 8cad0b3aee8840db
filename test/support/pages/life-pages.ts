import assert from 'node:assert/strict';
import { confirm, draftFor, release, released, submitted } from '../announcing.ts';
import type { Visitor } from '../visitor.ts';
import type { World } from '../world.ts';
import type { PageInAState } from './page-in-a-state.ts';

const hourMs = 3600 * 1000;
const title = 'Gefährdungsbeurteilung für Hochregalstaplerfahrerinnen';
const dutch = { language: 'nl', title: 'Risicobeoordeling', body: 'Lees de **nieuwe** tekst.' };

/** The pages of the life of an announcement, each in a state that has much to show. */
export async function prepareLife(
  world: World,
  anna: Visitor,
  [ben, wilhelmine]: [Visitor, Visitor],
): Promise<PageInAState[]> {
  const people = [ben.login, wilhelmine.login];
  const now = world.clock.now();
  const iso = (hours: number) => new Date(now + hours * hourMs).toISOString();
  const done = async (path: string, body: object) =>
    assert.ok((await anna.call('POST', `/announcements/${path}`, body)).status < 300, path);
  const releasedWith = async (change: object): Promise<string> => {
    const { id } = await draftFor(anna, { people, title, body: 'Bitte **sofort** lesen.' });
    assert.equal((await anna.call('PATCH', `/announcements/${id}`, change)).status, 200);
    await release(anna, id);
    return id;
  };

  const corrected = (await released(anna, { people, title, body: 'Über Tor 2.\n\nBis Freitag.' })).id;
  await confirm(ben, corrected);
  const material = { kind: 'material', note: 'Auch Tor 5 ist frei.', deadlineAt: iso(30) };
  await done(`${corrected}/correction`, { ...material, body: 'Über Tor 2 oder Tor 5.\n\nBis Freitag.' });
  const withdrawn = await releasedWith({});
  await confirm(ben, withdrawn);
  await done(`${withdrawn}/withdrawal`, { reason: 'Der Text war für ein anderes Werk bestimmt.' });
  const drill = await releasedWith({ drill: true, translations: [dutch] });
  const expired = await releasedWith({ deadlineAt: iso(1), expiresAt: iso(2) });
  world.clock.advance(3 * hourMs);
  const waiting = (await submitted(anna, { title, body: 'Das Werk wird **geräumt**.' })).id;
  const scheduled = await releasedWith({ releaseAt: iso(9), deadlineAt: iso(40) });
  const at = (id: string, page = '') => `/announcements/${id}${page}`;
  const refused = { path: at(corrected, '/correction'), fields: { version: '2', 'title-de': '' } };
  return [
    { name: 'announcement, corrected', login: 'ben', at: at(corrected) },
    { name: 'announcement, withdrawn', login: 'ben', at: at(withdrawn) },
    { name: 'announcement, drill in several languages', login: 'ben', at: at(drill, '?language=nl') },
    { name: 'announcement, expired', login: 'ben', at: at(expired) },
    { name: 'announcement, scheduled', login: 'anna', at: at(scheduled) },
    { name: 'announcement, withdrawn by oneself', login: 'anna', at: at(withdrawn) },
    { name: 'correction', login: 'anna', at: at(drill, '/correction') },
    { name: 'correction, refused', login: 'anna', at: refused, status: 422 },
    { name: 'withdrawal', login: 'anna', at: at(corrected, '/withdrawal') },
    { name: 'approval', login: 'm.wojcik', at: at(waiting, '/approval') },
    { name: 'approval, awaited', login: 'anna', at: at(waiting, '/approval') },
    { name: 'released, with something to approve', login: 'm.wojcik', at: '/announcements?done=sent-back' },
  ];
}
