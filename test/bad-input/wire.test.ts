import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { printTables } from '../support/table-prints.ts';
import type { Visitor } from '../support/visitor.ts';
import { openWorld, type World } from '../support/world.ts';

describe('A connection that breaks the rules of HTTP (T17)', () => {
  let world: World;
  let anna: Visitor;

  before(async () => {
    world = await openWorld('SQLite');
    anna = await world.signIn('anna');
  });
  after(() => world.stop());

  /** Sends these bytes and no more; what comes until the server has hung up. */
  async function shout(bytes: string | Buffer): Promise<string> {
    const socket = connect(Number(new URL(world.baseUrl).port), '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.end(bytes);
    await once(socket, 'close');
    return heard;
  }

  const head = (extra: string): string =>
    `POST /api/v1/announcements HTTP/1.1\r\nHost: localhost\r\nCookie: ${anna.cookie}\r\nX-CSRF-Token: ${anna.csrfToken}\r\nContent-Type: application/json\r\n${extra}\r\n`;
  const draft =
    '{"title":"Probe","body":"x","priority":"normal","acknowledgement":"none","audience":{"everyone":true}}';

  it('is refused, changes nothing and leaves the process alone', async () => {
    const chunked = head('Transfer-Encoding: chunked\r\n');
    const before = await printTables(world.umlauf.db);
    const refused = [
      `${chunked}ff\r\n{"title":`,
      `${chunked}5\r\n{"tit`,
      head('Content-Length: 500\r\n') + '{"title":"x"',
      `${chunked}zz\r\n{}\r\n0\r\n\r\n`,
      head(`Content-Length: ${draft.length}\r\nTransfer-Encoding: chunked\r\n`) + draft,
      head(`Content-Length: ${draft.length}\r\nContent-Length: 2\r\n`) + draft,
      head('Content-Length: -1\r\n') + draft,
      head('X-Long: ' + 'x'.repeat(40_000) + '\r\n'),
      `GET /${'x'.repeat(40_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
      'GET / HTTP/1.1\r\n\r\n',
      'GARBAGE\r\n\r\n',
      Buffer.from('16030100c8010000c40303', 'hex'),
    ];
    for (const bytes of refused)
      assert.match(await shout(bytes), /^HTTP\/1\.1 4(00|13|31) /, bytes.toString('latin1').slice(-60));
    assert.deepEqual(await printTables(world.umlauf.db), before);
    assert.equal((await anna.get('/')).status, 200);
  });
});
