import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../../server/platform/clock.ts';
import { createLive, type Live } from '../../../server/platform/live/live.ts';
import { createLog } from '../../../server/platform/log.ts';
import { closes, listen } from '../../support/listener.ts';

type Events = { 'session:ended': (event: { reason: string }) => void };

describe('A live connection', () => {
  let server: Server;
  let live: Live<Events, string>;
  let isSignedIn: boolean;
  /** What happens just after the first look at who it is. */
  let meanwhile: () => void;

  beforeEach(async () => {
    isSignedIn = true;
    meanwhile = () => undefined;
    live = createLive<Events, string>({
      clock: systemClock,
      log: createLog('silent'),
      isOwnOrigin: () => true,
      farewell: { event: 'session:ended', payload: { reason: 'ended' } },
      authenticate: () => {
        const found = isSignedIn ? { identity: 'ben', rooms: ['session:bens'] } : null;
        meanwhile();
        return Promise.resolve(found);
      },
    });
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    live.attach(server);
  });
  afterEach(() => live.stop());

  const connect = () => listen(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {});
  const signOut = () => {
    isSignedIn = false;
    live.close('session:bens', 'session:ended', { reason: 'ended' });
  };

  it('ends with its session', async () => {
    const listener = await connect();
    signOut();
    assert.deepEqual(await listener.hears('session:ended'), { reason: 'ended' });
    await closes(listener);
  });

  it('ends also when the session ended while it was being let in', async () => {
    meanwhile = signOut;
    const listener = await connect();
    assert.deepEqual(await listener.hears('session:ended'), { reason: 'ended' });
    await closes(listener);
    assert.deepEqual(live.occupied(['session:bens']), []);
  });
});
