import assert from 'node:assert/strict';
import { io, type Socket } from 'socket.io-client';
import { opened, say } from '../support/chatting.ts';
import { eventually } from '../support/eventually.ts';
import { knock } from '../support/knock.ts';
import { changesNothing } from '../support/table-prints.ts';
import type { Visitor } from '../support/visitor.ts';
import { openWorld, type World } from '../support/world.ts';

const polling = '/socket.io/?EIO=4&transport=polling';
type Engine = { write: (data: string) => void };

describe('A live connection of somebody who means ill (T17, T18)', () => {
  let world: World;
  let ben: Visitor;
  let anna: Visitor;
  let channelId = '';
  let foreignId = '';
  const open: Socket[] = [];

  before(async () => {
    world = await openWorld('SQLite');
    [anna, ben] = [await world.signIn('anna'), await world.signIn('ben')];
    const deniz = await world.signIn('deniz');
    channelId = await opened(world.umlauf, deniz, { teams: ['Frühschicht'] });
    foreignId = await opened(world.umlauf, deniz, { teams: ['Personalabteilung'] });
    await say(ben, channelId, 'Palette 7 ist da.');
  });
  afterEach(() => {
    for (const socket of open.splice(0)) socket.disconnect();
  });
  after(() => world.stop());

  function connect({ cookie }: Visitor): Socket {
    const options = { transports: ['websocket'], forceNew: true, reconnection: false };
    const socket = io(world.baseUrl, { ...options, extraHeaders: { cookie } });
    open.push(socket);
    return socket;
  }
  const outcome = (socket: Socket): Promise<string> =>
    new Promise((resolve) => {
      socket.once('connect', () => resolve('connected'));
      socket.once('connect_error', ({ message }) => resolve(message));
    });
  async function enter(visitor: Visitor): Promise<Socket> {
    const socket = connect(visitor);
    assert.equal(await outcome(socket), 'connected');
    return socket;
  }
  const isCut = (socket: Socket) =>
    eventually(
      () => socket.connected,
      (connected) => !connected,
    );
  const write = (socket: Socket, packet: string): void =>
    (socket.io as unknown as { engine: Engine }).engine.write(packet);

  /** Who calls meanwhile waits less than half a second, but for one of twenty. */
  async function undisturbed(): Promise<void> {
    const latencies: number[] = [];
    for (let at = 0; at < 20; at += 1) {
      const startedAt = performance.now();
      assert.equal((await anna.call('GET', '/me')).status, 200);
      latencies.push(performance.now() - startedAt);
    }
    assert.ok((latencies.sort((a, b) => a - b)[18] ?? Infinity) < 500, `${latencies.join(' ')} ms`);
  }

  it('is answered when it asks for what it may not, and nobody is told', async () => {
    const clara = await world.signIn('clara');
    const [socket, other] = [await enter(ben), await enter(clara)];
    const heard: unknown[] = [];
    other.onAny((...event: unknown[]) => heard.push(event));
    await changesNothing(world.umlauf.db, async () => {
      const odd = [null, 'x', {}, { channelId: [channelId] }, { channelId: '\u0000' }];
      for (const payload of odd)
        assert.deepEqual(await socket.timeout(2000).emitWithAck('channel:typing', payload), {
          ...{ ok: false, code: 'malformed' },
        });
      for (const id of [foreignId, 'f'.repeat(32)])
        assert.deepEqual(await socket.timeout(2000).emitWithAck('channel:typing', { channelId: id }), {
          ...{ ok: false, code: 'not-found' },
        });
      socket.emit('channel:typing', { channelId });
      socket.emit('channel:typing');
    });
    assert.deepEqual(heard, []);
    assert.equal(socket.connected, true);
  });

  it('cannot speak for the server', async () => {
    const robin = connect(await world.signIn('m.aydogan'));
    assert.equal(await outcome(robin), 'connected');
    const heard: unknown[] = [];
    robin.onAny((...event: unknown[]) => heard.push(event));
    const socket = await enter(ben);
    await changesNothing(world.umlauf.db, async () => {
      for (const name of ['message:posted', 'message:changed', 'session:ended', 'membership:changed'])
        assert.deepEqual(await socket.timeout(2000).emitWithAck(name, { channelId }), {
          ...{ ok: false, code: 'not-found' },
        });
    });
    assert.deepEqual(heard, []);
  });

  it('is cut when it uses names that are the protocol’s own, or promises what never comes', async () => {
    await changesNothing(world.umlauf.db, async () => {
      for (const packet of [
        '2["disconnect"]',
        '2["connect"]',
        '2["newListener",1]',
        '2[]',
        '2[{"a":1}]',
        '51000000-["x"]',
      ]) {
        const socket = await enter(ben);
        write(socket, packet);
        await isCut(socket);
      }
      for (const packet of [
        '2["error","x"]',
        '2["__proto__",{}]',
        `2["${'n'.repeat(10_000)}"]`,
        '2["x",1,2,3]',
      ]) {
        const socket = await enter(ben);
        write(socket, packet);
        const answer: unknown = await socket.timeout(2000).emitWithAck('nothing', {}).catch(String);
        assert.deepEqual(answer, { ok: false, code: 'not-found' }, packet.slice(0, 30));
      }
    });
    await undisturbed();
  });

  it('is put out when it floods, event by event or all in one body, and nobody else notices', async () => {
    await changesNothing(world.umlauf.db, async () => {
      const socket = await enter(ben);
      const beside = undisturbed();
      for (let at = 0; at < 10_000; at += 1) socket.emit('channel:typing', { channelId });
      await isCut(socket);
      await beside;
    });
    const { text } = await knock(world.baseUrl, { path: polling, headers: { cookie: ben.cookie } });
    const { sid } = JSON.parse(text.slice(1)) as { sid: string };
    const at = { path: `${polling}&sid=${sid}`, headers: { 'content-type': 'text/plain' } };
    const sent = (body: string) => knock(world.baseUrl, { ...at, method: 'POST', body });
    await sent('40');
    await knock(world.baseUrl, at);
    const beside = undisturbed();
    await sent(
      Array.from({ length: 9000 }, () => '42["x"]')
        .join('\u001e')
        .slice(0, 64_000),
    );
    await eventually(
      () => knock(world.baseUrl, at),
      ({ status }) => status === 400,
    );
    await beside;
    await eventually(world.umlauf.live.connections, (count) => count === 0);
  });

  it('is one of ten at most, though two hundred ask at once', async () => {
    const yasmin = await world.signIn('y.haddad');
    const beside = undisturbed();
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => outcome(connect(yasmin))));
    assert.equal(outcomes.filter((one) => one === 'connected').length, 10);
    assert.equal(outcomes.filter((one) => one === 'too-many').length, 190);
    await beside;
  });

  it('hears nothing of what was said while it was away, whatever it says of its past', async () => {
    const first = await enter(ben);
    const past = { pid: first.id, sid: first.id, offset: 'x' };
    first.disconnect();
    await say(await world.signIn('m.aydogan'), channelId, 'In seiner Abwesenheit');
    const again = io(world.baseUrl, {
      ...{ transports: ['websocket'], forceNew: true, reconnection: false },
      ...{ extraHeaders: { cookie: ben.cookie }, auth: past },
    });
    open.push(again);
    const heard: unknown[] = [];
    again.onAny((...event: unknown[]) => heard.push(event));
    assert.equal(await outcome(again), 'connected');
    assert.notEqual(again.recovered, true);
    assert.deepEqual(await again.timeout(2000).emitWithAck('nothing', {}), { ok: false, code: 'not-found' });
    assert.deepEqual(heard, []);
  });
});
