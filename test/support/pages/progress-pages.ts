import assert from 'node:assert/strict';
import { confirm, released, teamId } from '../announcing.ts';
import { deafPushHost } from '../push-device.ts';
import { deviceOf } from '../signed-in-device.ts';
import type { Visitor } from '../visitor.ts';
import type { World } from '../world.ts';
import type { PageInAState } from './page-in-a-state.ts';

const hourMs = 3600 * 1000;

/** As if those who answer for a team had been told, and those missed had got it once more. */
async function noteAsTold({ umlauf, clock }: World, announcementId: string, teamId: string): Promise<void> {
  const at = clock.now() - 30 * 60_000;
  const managers = (await umlauf.db('people').whereIn('login', ['deniz', 'esther']).pluck('id')) as string[];
  const planned = { id: 'e'.repeat(32), announcement_id: announcementId, kind: 'escalation' };
  await umlauf.transaction(async (tx) => {
    await tx('planned_notices').insert({ ...planned, due_at: at, settled_at: at, state: 'sent' });
    await tx('escalated_managers').insert(
      managers.map((id) => ({ planned_id: planned.id, manager_id: id, team_id: teamId })),
    );
    const resending = { id: 'f'.repeat(32), announcement_id: announcementId, recipients: 3, at: at - 60_000 };
    await tx('resendings').insert(resending);
  });
}

async function giveDevice(world: World, login: string): Promise<void> {
  const person = await world.signIn(login);
  const [id, now] = ['d'.repeat(32), world.clock.now()];
  const device = {
    id,
    person_id: person.personId,
    device_id: await deviceOf(world, person),
    host: deafPushHost,
  };
  const keys = { endpoint: `https://${deafPushHost}/${id}`, p256dh: 'none', auth: 'none' };
  await world.umlauf.transaction((tx) =>
    tx('push_subscriptions').insert({ ...device, ...keys, created_at: now, last_seen_at: now }),
  );
}

/** How it stands half way, with a team that lags, and the last look before a reminder. */
export async function prepareProgress(world: World, anna: Visitor): Promise<PageInAState[]> {
  const at = (id: string, path = '/progress') => `/announcements/${id}${path}`;
  const deadlineAt = world.clock.now() + 48 * hourMs;
  const half = await released(anna, { teams: ['Frühschicht', 'Nachtschicht'], deadlineAt });
  const nights = await teamId(anna, 'Nachtschicht');
  const correction = { kind: 'material', body: 'Benutzen Sie **Tor 3**.' };
  const corrected = await anna.call('POST', at(half.id, '/correction'), correction);
  assert.equal(corrected.status, 200, corrected.text);
  const { items } = (await anna.call('GET', at(half.id, '/recipients?q=fruhschicht'))).json as {
    items: { person: { id: string } }[];
  };
  const logins = (await world.umlauf
    .db('people')
    .whereIn(
      'id',
      items.map(({ person }) => person.id),
    )
    .select('login')) as { login: string }[];
  for (const { login } of logins)
    assert.equal((await confirm(await world.signIn(login), half.id, 2)).status, 201);
  await world.umlauf.transaction((tx) =>
    tx('reminders').insert(
      [1, 2].map((time) => ({
        ...{ id: `${time}`.repeat(32), announcement_id: half.id, person_id: null, recipients: 6 },
        at: world.clock.now() - time * 60_000,
      })),
    ),
  );
  await plantSkew(world, half.id, [nights, await teamId(anna, 'Frühschicht')]);
  const toCall = (await anna.call('GET', at(half.id, '/calls'))).json as {
    items: { person: { id: string } }[];
  };
  for (const [number, outcome] of ['no-answer', 'told', 'passed-on'].entries()) {
    const personId = toCall.items[Math.floor(number / 2)]?.person.id;
    assert.equal((await anna.call('POST', at(half.id, '/calls'), { personId, outcome })).status, 201);
  }
  await noteAsTold(world, half.id, nights);
  const missed = await released(anna, { people: ['h.celik', 'y.haddad'], deadlineAt });
  await giveDevice(world, 'y.haddad');
  const reached = await released(anna, { people: ['ben'], deadlineAt });
  const withdrawn = await released(anna, { people: ['ben', 'clara'], deadlineAt });
  await anna.call('POST', at(withdrawn.id, '/withdrawal'), { reason: 'Es war ein Irrtum.' });
  const name = (what: string) => ({ name: what, login: 'anna' });
  return [
    { ...name('progress, half way'), at: at(half.id) },
    { ...name('progress of one team'), at: at(half.id, `/progress?team=${nights}`) },
    { ...name('progress, nobody found'), at: at(half.id, '/progress?q=Zeppelin') },
    { ...name('progress, withdrawn'), at: at(withdrawn.id) },
    { ...name('last look before a reminder'), at: at(half.id, '/reminder') },
    { ...name('call list'), at: at(half.id, '/calls') },
    { ...name('call list, nobody'), at: at(reached.id, '/calls') },
    { ...name('send again'), at: at(missed.id, '/resending') },
    { ...name('send again, to nobody'), at: at(half.id, '/resending') },
  ];
}

/** As it is measured where one service is slow and one device is still being tried. */
async function plantSkew(world: World, id: string, teams: string[]): Promise<void> {
  const announcement_id = id;
  const figures = { first_ms: 180, median_ms: 760, p95_ms: 1340, last_ms: 187_000 };
  const now = world.clock.now();
  const rest = { since: now, measured_at: now, waiting: 1, unconfirmed: 2 };
  await world.umlauf.transaction(async (tx) => {
    await tx('release_skews').insert({ announcement_id, devices: 12, ...rest, ...figures });
    await tx('team_skews').insert(
      teams.map((team_id) => ({ announcement_id, team_id, devices: 6, ...figures })),
    );
  });
}
