import assert from 'node:assert/strict';
import { confirm, draftFor, released } from '../announcing.ts';
import { answered, reply } from '../answering.ts';
import { breakInserts } from '../fault.ts';
import { prepareAdministration } from './administration-pages.ts';
import { prepareChannels } from './channel-pages.ts';
import { prepareLife } from './life-pages.ts';
import { prepareProgress } from './progress-pages.ts';
import { prepareQuestions } from './question-pages.ts';
import { prepareSearch } from './search-pages.ts';
import type { PageInAState } from './page-in-a-state.ts';
import type { Visitor } from '../visitor.ts';
import type { World } from '../world.ts';

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

/** A device of this person that takes push and has not been heard from since the beginning of time. */
async function plantUnconfirmed(world: World, personId: string): Promise<void> {
  const times = { created_at: 0, last_seen_at: 0 };
  const device = { id: 'old-phone', person_id: personId };
  const address = { endpoint: 'https://push.example/old', host: 'push.example', p256dh: '', auth: '' };
  await world.umlauf.transaction(async (tx) => {
    await tx('devices').insert({ ...device, secret_hash: 'old', label: 'Firefox, Android', ...times });
    await tx('push_subscriptions').insert({ ...device, device_id: device.id, ...address, ...times });
  });
}

/** Brings the demo organisation into a state in which every page can be seen in every state it has. */
export async function prepareEveryPage(world: World): Promise<PageInAState[]> {
  const [anna, ben, wilhelmine] = await Promise.all(
    ['anna', 'ben', theLongestName].map((login) => world.signIn(login)),
  );
  assert.ok(anna && ben && wilhelmine);
  const soon = world.clock.now() + hourMs;
  const late = await released(anna, { title: longTitle, teams: ['Frühschicht'], deadlineAt: soon });
  world.clock.advance(2 * hourMs);
  const all = await released(anna, { people: ['ben', theLongestName], deadlineAt: null });
  for (const person of [ben, wilhelmine]) assert.equal((await confirm(person, all.id)).status, 201);
  const asked = await answered(wilhelmine, all.id, { text: `Wie?\n${'Sehr'.repeat(60)}` });
  await reply(anna, all.id, asked.id, { publish: true });
  const objection = await answered(ben, all.id, { kind: 'cannot' });
  const answers = `/announcements/${all.id}/answers`;
  const draft = await draftFor(anna, {
    ...{ title: longTitle, teams: ['Frühschicht', 'Nachtschicht'], people: ['ben', theLongestName] },
    ...{ exceptPeople: ['deniz'], deadlineAt: world.clock.now() + 48 * hourMs },
  });
  const life = await prepareLife(world, anna, [ben, wilhelmine]);
  const progress = await prepareProgress(world, anna);
  const search = await prepareSearch(world, [ben, wilhelmine]);
  const questions = await prepareQuestions(world, anna, ben);
  const channels = await prepareChannels(world, [anna, ben]);
  const administration = await prepareAdministration(world, wilhelmine);
  await plantUnconfirmed(world, ben.personId);
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
    { name: 'sign-in by a link', login: null, at: `/sign-in/link?secret=${'x'.repeat(43)}` },
    { name: 'offline', login: null, at: '/offline' },
    { name: 'inbox', login: 'ben', at: '/' },
    { name: 'inbox with nothing to confirm', login: 'deniz', at: '/' },
    { name: 'inbox, searched', login: 'ben', at: '/?q=Halle' },
    { name: 'inbox, nothing found', login: 'ben', at: '/?q=Zeppelin' },
    { name: 'inbox, confirmed ones', login: 'ben', at: '/?state=confirmed' },
    { name: 'inbox, older ones', login: 'ben', at: forEverybody.replace('/announcements/', '/?after=') },
    { name: 'inbox of a publisher', login: 'anna', at: '/' },
    { name: 'announcement, outstanding', login: 'ben', at: outstanding },
    { name: 'announcement, late', login: 'ben', at: `/announcements/${late.id}` },
    { name: 'announcement, confirmed', login: theLongestName, at: `/announcements/${all.id}` },
    { name: 'announcement without confirmation', login: 'ben', at: forEverybody },
    { name: 'announcement of one’s own', login: 'anna', at: `/announcements/${late.id}` },
    ...life,
    { name: 'receipt', login: theLongestName, at: `/announcements/${all.id}/acknowledgement` },
    { name: 'released', login: 'anna', at: '/announcements' },
    { name: 'write, new', login: 'anna', at: '/announcements/new' },
    { name: 'write, refused', login: 'anna', at: { path: '/announcements', fields: past }, status: 422 },
    { name: 'write, with reach', login: 'anna', at: `/announcements/${draft.id}/edit` },
    { name: 'write, to whom', login: 'anna', at: `/announcements/${draft.id}/edit?teams=1#to-whom` },
    { name: 'write, found', login: 'anna', at: `/announcements/${draft.id}/edit?q=a#to-whom` },
    { name: 'write, in several languages', login: 'anna', at: `/announcements/${draft.id}/edit?add=nl` },
    { name: 'last look', login: 'anna', at: `/announcements/${draft.id}/release` },
    { name: 'progress', login: 'anna', at: `/announcements/${late.id}/progress` },
    { name: 'progress, all confirmed', login: 'anna', at: `/announcements/${all.id}/progress` },
    ...progress,
    ...search,
    ...questions,
    { name: 'answers', login: 'anna', at: answers },
    { name: 'answers, none', login: 'anna', at: `/announcements/${late.id}/answers` },
    { name: 'reply', login: 'anna', at: `${answers}?reply=${asked.id}` },
    {
      ...{ name: 'reply, refused', login: 'anna', status: 422 },
      at: { path: `${answers}/${objection.id}/reply`, fields: { text: '' } },
    },
    {
      ...{ name: 'answer, refused', login: 'ben', status: 422 },
      at: { path: answers, fields: { kind: 'question', text: '', version: '1', idempotencyKey: 'key' } },
    },
    ...channels,
    ...administration,
    { name: 'me', login: 'ben', at: '/me' },
    { name: 'privacy', login: 'ben', at: '/privacy' },
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
