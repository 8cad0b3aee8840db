import assert from 'node:assert/strict';
import { createECDH, randomBytes } from 'node:crypto';
import { listColleagueIds } from '../../../server/channels/colleague-queries.ts';
import { applyRoster } from '../../../server/directory/apply-roster.ts';
import { createSignInLink } from '../../../server/sign-in/create-sign-in-link.ts';
import { createToken } from '../../../server/sign-in/create-token.ts';
import { newId } from '../../../server/platform/ids.ts';
import { confirm, draftFor, released, submitted } from '../announcing.ts';
import { answered } from '../answering.ts';
import { channelOfShift } from '../chatting.ts';
import { plantChannel } from '../plant-channel.ts';
import { smallCompany } from '../rosters.ts';
import { deviceOf } from '../signed-in-device.ts';
import type { Visitor } from '../visitor.ts';
import { waitingDifference } from '../waiting-difference.ts';
import type { World } from '../world.ts';
import { logins, type Caller } from './callers.ts';

/** Nothing listens there: what is pushed to it is refused at once and leaves the machine alone. */
export const deadPushHost = '127.0.0.1:9';
const dayMs = 24 * 3_600_000;

export function subscription(): { endpoint: string; keys: { p256dh: string; auth: string } } {
  return {
    endpoint: `https://${deadPushHost}/${randomBytes(12).toString('hex')}`,
    keys: {
      p256dh: createECDH('prime256v1').generateKeys('base64url'),
      auth: randomBytes(16).toString('base64url'),
    },
  };
}

/** Which objects the expected table must speak of, for each kind of path. */
export function objectsFor(path: string): string[] {
  if (path.includes('/scim/v2/')) return ['-'];
  if (path.endsWith('/messages/:seq/draft')) return ['member', 'led', 'no-message', 'missing', 'no-id'];
  if (path.includes('/channels/:id/messages/:seq')) return ['member', 'no-message', 'missing', 'no-id'];
  if (/\/channels\/:id\/(ending|notices)$/.test(path)) return ['own', 'foreign', 'missing', 'no-id'];
  if (path.includes('/channels/:id')) return ['member', 'led', 'missing', 'no-id'];
  if (/\/announcements\/:id\/acknowledgement/.test(path))
    return ['released', 'confirmed', 'draft', 'missing', 'no-id'];
  if (path.includes('/answers/:answerId')) return ['given', 'missing', 'no-id'];
  if (/\/announcements\/:id\/(approval|return)$/.test(path))
    return ['released', 'draft', 'awaiting', 'missing', 'no-id'];
  if (/\/announcements\/:id\/takeover$/.test(path)) return ['released', 'draft', 'held', 'missing', 'no-id'];
  if (path.includes('/announcements/:id')) return ['released', 'draft', 'missing', 'no-id'];
  if (path.includes('/differences/:id')) return ['waiting', 'missing', 'no-id'];
  if (path.includes('/links/:id')) return ['open', 'missing', 'no-id'];
  if (path.includes('/teams/:id')) return ['existing', 'missing', 'no-id'];
  if (path.includes(':id')) return ['own', 'foreign', 'missing', 'no-id'];
  return ['-'];
}

export type Makers = Record<string, (object: string, caller: Caller) => Promise<string>>;

/** Makes the object of a path anew, so that no answer depends on another. Anna wrote it; Ben's shift gets it. */
export function objectMakers(world: World, anna: Visitor, ben: Visitor): Makers {
  const { umlauf } = world;
  const audience = { teams: ['Frühschicht'] };

  async function announcement(object: string): Promise<string> {
    if (object === 'draft') return (await draftFor(anna, audience)).id;
    if (object === 'awaiting') return (await submitted(anna, {})).id;
    if (object === 'held') return heldDraft();
    const { id } = await released(anna, audience);
    if (object === 'confirmed') assert.equal((await confirm(ben, id)).status, 201);
    return id;
  }

  async function answerOf(object: string): Promise<string> {
    const id = await announcement('released');
    const given = object === 'given' ? (await answered(ben, id)).id : null;
    return `${id}/${given ?? (object === 'missing' ? newId() : 'not-an-id')}`;
  }

  /** Somebody new has turned notices on since the release, at a service that is left alone: nothing is sent meanwhile. */
  async function missing(object: string): Promise<string> {
    if (object !== 'released') return announcement(object);
    const now = umlauf.clock.now();
    const paused = {
      host: deadPushHost,
      reason: 'asked',
      status: 429,
      since: now,
      paused_until: now + dayMs,
    };
    await umlauf.transaction((tx) => tx('push_hosts').insert(paused).onConflict('host').merge());
    const id = await person('foreign', { login: '' });
    const { login } = (await umlauf.db('people').where({ id }).first('login')) as { login: string };
    const { id: announcementId } = await released(anna, { ...audience, people: [login] });
    await push('own', { login });
    return announcementId;
  }

  /** As if Anna had gone for a while. */
  async function heldDraft(): Promise<string> {
    const { id } = await draftFor(anna, audience);
    await umlauf.transaction((tx) =>
      tx('announcements').where({ id }).update({ held_at: umlauf.clock.now() }),
    );
    return id;
  }

  async function saidIn(object: string): Promise<string> {
    if (object === 'missing' || object === 'no-id')
      return `${object === 'missing' ? newId() : 'not-an-id'}/1`;
    const channelId = await channelOfShift(umlauf, ben, object === 'led' ? ['Werkleitung'] : []);
    return `${channelId}/${object === 'no-message' ? 99 : 1}`;
  }

  const ownerOf = (object: string, { login }: Pick<Caller, 'login'>): string =>
    object === 'own' ? login : 'y.haddad';

  async function device(object: string, caller: Caller): Promise<string> {
    return deviceOf(world, await world.signIn(ownerOf(object, caller)));
  }

  async function token(object: string, caller: Caller): Promise<string> {
    const { personId } = await world.signIn(ownerOf(object, caller));
    const scope = 'read' as const;
    await umlauf.transaction((tx) =>
      tx('tokens').where({ person_id: personId, name: 'to be revoked' }).delete(),
    );
    return (await createToken(umlauf, null, { personId, name: 'to be revoked', scope })).id;
  }

  async function push(object: string, caller: Pick<Caller, 'login'>): Promise<string> {
    const owner = await world.signIn(ownerOf(object, caller));
    const { json, status } = await owner.call('POST', '/push-subscriptions', subscription());
    assert.equal(status, 201);
    return (json as { id: string }).id;
  }

  let newcomers = 0;
  /** Somebody else is somebody new each time, as some of what is asked ends him. */
  async function person(object: string, { login }: Pick<Caller, 'login'>): Promise<string> {
    const source = `newcomer-${(newcomers += 1)}`;
    if (object !== 'own') await applyRoster(umlauf, smallCompany(source, 1), { source, maxDropPercent: 10 });
    const where = object === 'own' ? { login } : { source };
    return ((await umlauf.db('people').where(where).first('id')) as { id: string }).id;
  }

  async function link(): Promise<string> {
    await createSignInLink(umlauf, null, 'y.haddad');
    const newest = umlauf.db('sign_in_links').whereNull('ended_at').orderBy('created_at', 'desc');
    return ((await newest.first('id')) as { id: string }).id;
  }

  /** One that ends with the conversation. */
  const conversation = (object: string, { personId }: Caller): Promise<string> =>
    plantChannel(umlauf, {
      ...{ retention: ['conversation', null], postedAt: [umlauf.clock.now()] },
      members: object === 'own' && personId !== '' ? [personId] : [],
    });

  async function team(): Promise<string> {
    const row = (await umlauf.db('teams').where({ name: 'Frühschicht' }).first()) as { id: string };
    return row.id;
  }

  /** None of those who ask themselves: of two who choose each other the second would find a conversation. */
  async function colleague({ personId }: Caller, at: number): Promise<string> {
    const asking = await umlauf.db('people').whereIn('login', Object.values(logins)).pluck('id');
    const others = (await listColleagueIds(umlauf.db, personId)).filter((id) => !asking.includes(id));
    return `-/${others[at] ?? newId()}`;
  }

  const unlessMissing =
    (make: (object: string, caller: Caller) => Promise<string>): Makers[string] =>
    async (object, caller) =>
      object === 'missing' ? newId() : object === 'no-id' ? 'not-an-id' : make(object, caller);

  return {
    '/answers/:answerId': answerOf,
    '/announcements/:id/calls': unlessMissing(
      async (object) => `${await announcement(object)}/${ben.personId}`,
    ),
    '/announcements/:id/resending': unlessMissing(missing),
    '/announcements/:id': unlessMissing(announcement),
    '/channels/:id/ending': unlessMissing(conversation),
    '/channels/:id/notices': unlessMissing(conversation),
    '/channels/:id/messages/:seq': saidIn,
    '/channels/:id': unlessMissing((object) =>
      channelOfShift(umlauf, ben, object === 'led' ? ['Werkleitung'] : []),
    ),
    '/differences/:id': unlessMissing(() => waitingDifference(umlauf, 'probe')),
    '/people/:id': unlessMissing(person),
    '/devices/:id': unlessMissing(device),
    '/tokens/:id': unlessMissing(token),
    '/links/:id': unlessMissing(link),
    '/push-subscriptions/:id': unlessMissing(push),
    '/teams/:id': unlessMissing(team),
    'POST /api/v1/channels': async () => `-/${await team()}`,
    'POST /api/v1/direct-conversations': (_object, caller) => colleague(caller, 0),
    'POST /channels/direct': (_object, caller) => colleague(caller, 1),
    'POST /channels': async () => `-/${await team()}`,
  };
}
