import assert from 'node:assert/strict';
import { openHouse } from '../../server/open-house.ts';
import { endDevice } from '../../server/sign-in/end-device.ts';
import { findActor } from '../../server/sign-in/find-actor.ts';
import { eventually } from '../support/eventually.ts';
import { createGate } from '../support/gate.ts';
import { join, leave } from '../support/membership.ts';
import type { Visitor } from '../support/visitor.ts';
import { watchWaiting } from '../support/waiting-requests.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const soonMs = 2000;
const publishers = 'Umlauf-Freigabe';

describeOnEachDatabase('A session that is remembered', (world, kind) => {
  const statusOf = async (person: Visitor): Promise<number> => (await person.call('GET', '/me')).status;
  const mayWrite = async (person: Visitor) => (await person.get('/announcements/new')).status === 200;

  it('asks the database once, and again after a minute', async () => {
    const ben = await world().signIn('ben');
    const { db } = world().umlauf;
    let asked = 0;
    const count = ({ sql }: { sql: string }) => {
      if (/from ["`]sessions["`]/.test(sql)) asked += 1;
    };
    db.on('query', count);
    for (let request = 0; request < 3; request += 1) await ben.get('/healthz');
    assert.ok(asked <= 1, `${asked} questions`);
    world().clock.advance(60_000);
    asked = 0;
    await ben.get('/healthz');
    db.removeListener('query', count);
    assert.equal(asked, 1);
  });

  it('is not remembered when it ends while it is being looked up', async () => {
    const ben = await world().signIn('ben');
    const { umlauf, clock } = world();
    const found = await findActor(umlauf, { cookie: ben.cookie }, null);
    assert.ok(found?.session);
    clock.advance(60_000);
    const [locked, ended] = [createGate(), createGate()];
    const holding = umlauf.transaction(async (tx) => {
      if (kind === 'PostgreSQL') await tx.raw('lock table memberships in access exclusive mode');
      locked.open();
      if (kind === 'PostgreSQL') await ended.opened;
    });
    await locked.opened;
    const asking = statusOf(ben);
    if (kind === 'PostgreSQL') await eventually(watchWaiting(umlauf, kind), (waiting) => waiting === 1);
    await endDevice(umlauf, found.actor, found.session.deviceId, 'ended');
    ended.open();
    await Promise.all([holding, asking]);
    assert.equal(await statusOf(ben), 401);
  });

  it('knows at the next request what the person may do now', async () => {
    const ben = await world().signIn('ben');
    assert.equal(await mayWrite(ben), false);
    await join(world().umlauf, 'ben', publishers);
    assert.equal(await mayWrite(ben), true);
    await leave(world().umlauf, 'ben', publishers);
    assert.equal(await mayWrite(ben), false);
  });

  it('is forgotten here when another process ends it or changes the teams', async () => {
    const { config, clock, log } = world().umlauf;
    const other = await openHouse(config, clock, log);
    const [ben, clara] = [await world().signIn('ben'), await world().signIn('clara')];
    assert.deepEqual([await statusOf(ben), await mayWrite(clara)], [200, false]);
    const found = await findActor(other, { cookie: ben.cookie }, null);
    assert.ok(found?.session);
    await endDevice(other, found.actor, found.session.deviceId, 'ended');
    await join(other, 'clara', publishers);
    await eventually(
      async () => [await statusOf(ben), await mayWrite(clara)] as const,
      ([status, may]) => status === 401 && may,
      soonMs,
    );
    await leave(other, 'clara', publishers);
    await other.database.close();
  });
});
