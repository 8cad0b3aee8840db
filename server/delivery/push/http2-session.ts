import { once } from 'node:events';
import { connect, type ClientHttp2Session } from 'node:http2';
import type { TLSSocket } from 'node:tls';

const patienceMs = 10_000;
const pingEveryMs = 60_000;

/** A session on this connection, once its settings have come, which is the first that either side says (RFC 9113 section 3.4). */
export async function openHttp2Session(socket: TLSSocket, origin: string): Promise<ClientHttp2Session> {
  const session = connect(origin, { createConnection: () => socket, settings: { enablePush: false } });
  const ended = new AbortController();
  session.on('error', () => undefined);
  session.once('close', () => {
    ended.abort();
  });
  try {
    const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(patienceMs)]);
    await once(session, 'remoteSettings', { signal });
  } catch (error) {
    session.destroy();
    throw error;
  }
  keepAlive(session);
  return session;
}

/** A session that died in silence, behind a firewall say, is found out before it is needed. */
function keepAlive(session: ClientHttp2Session): void {
  let isAnswered = true;
  const pings = setInterval(() => {
    if (!isAnswered) {
      session.destroy();
      return;
    }
    isAnswered = !session.ping((error) => {
      isAnswered = error === null;
    });
  }, pingEveryMs).unref();
  session.once('close', () => {
    clearInterval(pings);
  });
}
