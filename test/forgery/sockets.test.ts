import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect as connectTo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { knock } from '../support/knock.ts';
import { changesNothing } from '../support/table-prints.ts';
import type { Visitor } from '../support/visitor.ts';
import { openWorld, type World } from '../support/world.ts';

const polling = '/socket.io/?EIO=4&transport=polling';

describe('A live connection (T14, T17, T18)', () => {
  let world: World;
  let ben: Visitor;
  const open: Socket[] = [];

  before(async () => {
    world = await openWorld('SQLite');
    ben = await world.signIn('ben');
  });
  afterEach(() => {
    for (const socket of open.splice(0)) socket.disconnect();
  });
  after(() => world.stop());

  function connect(headers: Record<string, string>, auth: object = {}): Socket {
    const socket = io(world.baseUrl, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: headers,
      auth,
    });
    open.push(socket);
    return socket;
  }

  const outcome = (socket: Socket): Promise<string> =>
    new Promise((resolve) => {
      socket.once('connect', () => resolve('connected'));
      socket.once('connect_error', ({ message }) => resolve(message));
    });

  /** Asks for a WebSocket by hand; answers all that is said until the server hangs up, which it must do. */
  async function upgradeTo(path: string): Promise<string> {
    const socket = connectTo(Number(new URL(world.baseUrl).port), '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString('latin1')));
    const asks = [
      'Host: localhost',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      `Cookie: ${ben.cookie}`,
    ];
    socket.write(`GET ${path} HTTP/1.1\r\n${asks.join('\r\n')}\r\n\r\n`);
    await once(socket, 'close');
    return heard;
  }

  it('is opened for who is signed in, and for nobody else', async () => {
    assert.equal(await outcome(connect({ cookie: ben.cookie })), 'connected');
    assert.equal(await outcome(connect({})), 'signed-out');
    assert.equal(await outcome(connect({ cookie: 'umlauf=made-up' })), 'signed-out');
    const tokens: unknown[] = ['', 'umlauf_made-up', null, 1, {}, ['x'], { $gt: '' }, '__proto__'];
    for (const token of tokens)
      assert.equal(await outcome(connect({}, { token })), 'signed-out', JSON.stringify(token));
  });

  it('is refused to a foreign page, by either transport', async () => {
    const { cookie } = ben;
    const pages = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const page of pages as Record<string, string>[]) {
      assert.equal(
        (await knock(world.baseUrl, { path: polling, headers: { cookie, ...page } })).status,
        403,
        JSON.stringify(page),
      );
      assert.notEqual(await outcome(connect({ cookie, ...page })), 'connected', JSON.stringify(page));
    }
  });

  it('is refused when the handshake is odd', async () => {
    const odd = [
      'EIO=3&transport=polling',
      'transport=polling',
      'EIO=4',
      'EIO=4&transport=carrier-pigeon',
      'EIO=4&transport=__proto__',
      'EIO=4&transport=constructor',
      ...['__proto__', 'constructor', 'toString', 'x', '%00', 'x'.repeat(5000)].map(
        (sid) => `EIO=4&transport=polling&sid=${sid}`,
      ),
      'EIO=4&transport=polling&transport=websocket',
    ];
    await changesNothing(world.umlauf.db, async () => {
      for (const query of odd) {
        assert.equal(
          (await knock(world.baseUrl, { path: `/socket.io/?${query}`, headers: { cookie: ben.cookie } }))
            .status,
          400,
          query.slice(0, 80),
        );
      }
      for (const query of [
        'EIO=3&transport=websocket',
        'transport=websocket',
        'EIO=4&transport=websocket&sid=__proto__',
      ]) {
        assert.doesNotMatch(await upgradeTo(`/socket.io/?${query}`), /"sid"/, query);
      }
      assert.equal((await knock(world.baseUrl, { path: `${polling}&x=${'y'.repeat(30_000)}` })).status, 431);
    });
  });

  it('is cut when it sends more than 64 KB or what is no packet', async () => {
    const { text } = await knock(world.baseUrl, { path: polling, headers: { cookie: ben.cookie } });
    const { sid } = JSON.parse(text.slice(1)) as { sid: string };
    const large = await knock(world.baseUrl, {
      method: 'POST',
      path: `${polling}&sid=${sid}`,
      body: 'x'.repeat(70_000),
      headers: { 'content-type': 'text/plain' },
    });
    assert.equal(large.status, 413);
    for (const packet of [
      `2["progress:follow",{"announcementId":"${'x'.repeat(70_000)}"}]`,
      '2["__proto__"',
      '9',
      '5999999-["x"]',
      '2{"a":1}',
    ]) {
      const socket = connect({ cookie: ben.cookie });
      assert.equal(await outcome(socket), 'connected');
      const cut = new Promise((resolve) => socket.once('disconnect', resolve));
      const { engine } = socket.io as unknown as { engine: { write: (data: string) => void } };
      engine.write(packet);
      await cut;
    }
  });

  it('answers every request, whatever it is called and brings, and changes nothing', async () => {
    const socket = connect({ cookie: ben.cookie });
    assert.equal(await outcome(socket), 'connected');
    await changesNothing(world.umlauf.db, async () => {
      for (const name of [
        'nothing',
        '__proto__',
        'constructor',
        'toString',
        'x'.repeat(10_000),
        'announcement:released',
      ]) {
        assert.deepEqual(await socket.timeout(2000).emitWithAck(name, {}), { ok: false, code: 'not-found' });
      }
      for (const payload of [
        null,
        undefined,
        1,
        'x',
        [],
        {},
        { announcementId: null },
        { announcementId: ['x'] },
        { announcementId: '\u0000' },
        { __proto__: { announcementId: 'x' } },
      ]) {
        assert.deepEqual(await socket.timeout(2000).emitWithAck('progress:follow', payload), {
          ok: false,
          code: 'malformed',
        });
      }
      assert.deepEqual(
        await socket.timeout(2000).emitWithAck('progress:follow', { announcementId: 'f'.repeat(32) }),
        { ok: false, code: 'not-found' },
      );
      socket.emit('progress:follow');
      socket.emit('nothing', { no: 'callback' });
    });
    assert.equal(socket.connected, true);
  });

  it('is one of ten at most for a person, however many ask at once', async () => {
    const yasmin = await world.signIn('y.haddad');
    const outcomes = await Promise.all(
      Array.from({ length: 14 }, () => outcome(connect({ cookie: yasmin.cookie }))),
    );
    assert.deepEqual(outcomes.toSorted(), [
      ...Array<string>(10).fill('connected'),
      ...Array<string>(4).fill('too-many'),
    ]);
  });
});
