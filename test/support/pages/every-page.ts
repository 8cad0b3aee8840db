import assert from 'node:assert/strict';
import { confirm, draftFor, released } from '../announcing.ts';
import { breakInserts } from '../fault.ts';
import type { Visitor } from '../visitor.ts';
import type { World } from '../world.ts';

type Form = { path: string; fields: Record<string, string> };

/** A page in one of its states: how one gets there, or the form that is answered by it. */
export type EveryPage = {
  name: string;
  login: string | null;
  shared?: boolean;
  at: string | Form;
  status?: number;
};

type Card = { id: string; state: string; title: string };

const hourMs = 3600 * 1000;
const theLongestName = 'w.schluechtern';
const longTitle = 'Sicherheitsunterweisung für Gabelstaplerfahrerinnen und Hubarbeitsbühnenbediener';

async function findCard(person: Visitor, is: (card: Card) => boolean): Promise<string> {
  const { json } = await person.call('GET', '/inbox?limit=100');
  const card = (json as { items: Card[] }).items.find(is);
  assert.ok(card, `${person.login} has such an announcement`);
  return `/announcements/${card.id}`;
}

/** Brings the demo organisation into a state in which every page can be seen in every state it has. */
export async function prepareEveryPage(world: World): Promise<EveryPage[]> {
  const [anna, ben, wilhelmine] = await Promise.all(
    ['anna', 'ben', theLongestName].map((login) => world.signIn(login)),
  );
  assert.ok(anna && ben && wilhelmine);
  const soon = world.clock.now() + hourMs;
  const late = await released(anna, { title: longTitle, teams: ['Frühschicht'], deadlineAt: soon });
  world.clock.advance(2 * hourMs);
  const all = await released(anna, { people: ['ben', theLongestName], deadlineAt: null });
  for (const person of [ben, wilhelmine]) assert.equal((await confirm(person, all.id)).status, 201);
  const draft = await draftFor(anna, {
    ...{ title: longTitle, teams: ['Frühschicht', 'Nachtschicht'], people: ['ben', theLongestName] },
    ...{ exceptPeople: ['deniz'], deadlineAt: world.clock.now() + 48 * hourMs },
  });
  await breakInserts(world.umlauf, 'SQLite', 'announcements');
  world.expectErrors();

  const outstanding = await findCard(ben, ({ state }) => state === 'outstanding');
  const forEverybody = await findCard(ben, ({ state }) => state === 'new' || state === 'read');
  const sound = { title: longTitle, body: '**Tor 2**', everyone: '1' };
  const past = { ...sound, deadlineAt: '2020-02-02T10:00' };
  const token = { name: 'Auswertung der Werkleitung', scope: 'read' };
  return [
    { name: 'sign-in', login: null, at: '/sign-in' },
    { name: 'sign-in without a hit', login: null, at: '/sign-in?q=Nobody' },
    { name: 'inbox', login: 'ben', at: '/' },
    { name: 'inbox with nothing to confirm', login: 'deniz', at: '/' },
    { name: 'inbox of a publisher', login: 'anna', at: '/' },
    { name: 'announcement, outstanding', login: 'ben', at: outstanding },
    { name: 'announcement, late', login: 'ben', at: `/announcements/${late.id}` },
    { name: 'announcement, confirmed', login: theLongestName, at: `/announcements/${all.id}` },
    { name: 'announcement without confirmation', login: 'ben', at: forEverybody },
    { name: 'announcement of one’s own', login: 'anna', at: `/announcements/${late.id}` },
    { name: 'receipt', login: theLongestName, at: `/announcements/${all.id}/acknowledgement` },
    { name: 'released', login: 'anna', at: '/announcements' },
    { name: 'write, new', login: 'anna', at: '/announcements/new' },
    { name: 'write, refused', login: 'anna', at: { path: '/announcements', fields: past }, status: 422 },
    { name: 'write, with reach', login: 'anna', at: `/announcements/${draft.id}/edit?reach=1` },
    { name: 'write, people found', login: 'anna', at: `/announcements/${draft.id}/edit?q=a` },
    { name: 'progress', login: 'anna', at: `/announcements/${late.id}/progress` },
    { name: 'progress, all confirmed', login: 'anna', at: `/announcements/${all.id}/progress` },
    { name: 'me', login: 'ben', at: '/me' },
    { name: 'me, on a shared computer', login: 'clara', shared: true, at: '/me' },
    { name: 'not found', login: 'ben', at: `/announcements/${'0'.repeat(32)}`, status: 404 },
    { name: 'not allowed', login: 'ben', at: '/announcements', status: 403 },
    {
      name: 'token refused',
      login: 'anna',
      at: { path: '/me/tokens', fields: { name: '', scope: 'read' } },
      status: 422,
    },
    { name: 'me, with a new token', login: 'ben', at: { path: '/me/tokens', fields: token } },
    { name: 'fault', login: 'anna', at: { path: '/announcements', fields: sound }, status: 500 },
  ];
}
