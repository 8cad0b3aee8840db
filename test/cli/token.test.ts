import assert from 'node:assert/strict';
import { io, type Socket } from 'socket.io-client';
import { eventually } from '../support/eventually.ts';
import { install, type Installation } from '../support/installation.ts';
import type { RunningUmlauf } from '../support/running-umlauf.ts';
import { send } from '../support/visitor.ts';

describe('A token from the command line', function () {
  this.timeout(60_000);
  let house: Installation;
  let running: RunningUmlauf;
  before(async () => {
    house = await install('SQLite');
    running = await house.start();
  });
  after(() => house.remove());
  const succeeds = async (...words: string[]): Promise<string> => {
    const { code, stdout, stderr } = await house.umlauf(...words);
    assert.deepEqual([code, stderr], [0, '']);
    return stdout;
  };
  const me = async (token: string) =>
    send(`${running.baseUrl}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });

  it('is printed alone, and works as its person', async () => {
    const stdout = await succeeds('token', 'create', '--person', 'ben', '--name', 'Anzeige');
    assert.match(stdout, /^umlauf_[A-Za-z0-9_-]{43}\n$/);
    const answer = await me(stdout.trim());
    assert.equal(answer.status, 200);
    assert.equal((answer.json as { person: { login: string } }).person.login, 'ben');
  });

  it('closes what hangs on it within a second when it is revoked, in the running server too', async () => {
    const token = (
      await succeeds('token', 'create', '--person', 'clara', '--name', 'Tafel', '--scope', 'read')
    ).trim();
    const other = (await succeeds('token', 'create', '--person', 'clara', '--name', 'Bleibt')).trim();
    const connect = (given: string): Socket =>
      io(running.baseUrl, { transports: ['websocket'], auth: { token: given }, reconnection: false });
    const [socket, stays] = [connect(token), connect(other)];
    const reasons: unknown[] = [];
    socket.on('session:ended', (reason: unknown) => reasons.push(reason));
    await eventually(() => socket.connected && stays.connected, Boolean);
    const listed = await succeeds('token', 'list', '--person', 'clara');
    const id = /^([0-9a-f]{32})\tread\tTafel$/m.exec(listed)?.[1] ?? '';

    const disconnected = new Promise<number>((resolve) =>
      socket.once('disconnect', () => resolve(performance.now())),
    );
    assert.equal(await succeeds('token', 'revoke', id), 'The token is revoked.\n');
    const revokedAt = performance.now();
    assert.equal((await me(token)).status, 401, 'at once');
    const lastedMs = (await disconnected) - revokedAt;
    assert.ok(lastedMs < 1000, `${lastedMs} ms`);
    assert.deepEqual(reasons, [{ reason: 'ended' }]);
    assert.ok(stays.connected);
    assert.equal((await me(other)).status, 200);
    stays.close();
    assert.equal((await house.umlauf('token', 'revoke', id)).code, 1, 'once is enough');
  });
});
