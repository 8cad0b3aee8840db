import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** By a token, as programs do, or by the cookie of a session. */
type Credentials = { token: string } | { cookie: string };

const upgrade = (port: number, path: string, headers: string[]): string =>
  [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    ...headers,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    '\r\n',
  ].join('\r\n');

/** RFC 6455, 5.2: a short text, masked with zeros as a client must mask. */
const frameOf = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0x81, 0x80 + text.length, 0, 0, 0, 0]), Buffer.from(text)]);

/** The first frame in these bytes; null until it is there whole. Bare servers never send more than 64 KB. */
function firstFrame(bytes: Buffer): { text: Buffer; end: number } | null {
  if (bytes.length < 4) return null;
  const short = (bytes[1] ?? 0) & 0x7f;
  const start = short === 126 ? 4 : 2;
  const end = start + (short === 126 ? bytes.readUInt16BE(2) : short);
  return bytes.length < end ? null : { text: bytes.subarray(start, end), end };
}

/** A WebSocket; `said` gets each message. Resolves when it is open. */
async function openWebSocket(
  port: number,
  path: string,
  headers: string[],
  said: (text: Buffer, socket: Socket) => void,
): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.setNoDelay(true).write(upgrade(port, path, headers));
  let kept = Buffer.alloc(0);
  let isOpen = false;
  await new Promise<void>((resolve, reject) => {
    socket.on('close', () => {
      reject(new Error('a connection broke off'));
    });
    socket.on('error', reject);
    socket.on('data', (piece) => {
      kept = kept.length === 0 ? piece : Buffer.concat([kept, piece]);
      if (!isOpen) {
        const headEnd = kept.indexOf('\r\n\r\n');
        if (headEnd < 0) return;
        isOpen = true;
        resolve();
        kept = kept.subarray(headEnd + 4);
      }
      for (let frame = firstFrame(kept); frame; frame = firstFrame(kept)) {
        kept = kept.subarray(frame.end);
        said(frame.text, socket);
      }
    });
  });
  return socket;
}

/** A client of Socket.IO (Engine.IO 4 over a WebSocket) that costs next to nothing: `hear` gets each message. */
export async function openEar(
  port: number,
  credentials: Credentials,
  hear: (text: Buffer) => void,
): Promise<Socket> {
  const connecting = 'token' in credentials ? `40${JSON.stringify(credentials)}` : '40';
  const headers = 'cookie' in credentials ? [`Cookie: ${credentials.cookie}`] : [];
  const path = '/socket.io/?EIO=4&transport=websocket';
  let letIn = (): void => undefined;
  const isIn = new Promise<void>((resolve) => (letIn = resolve));
  const socket = await openWebSocket(port, path, headers, (text, own) => {
    const [engine, kind] = text;
    if (engine === 0x30) own.write(frameOf(connecting));
    else if (engine === 0x32) own.write(frameOf('3'));
    else if (kind === 0x30) letIn();
    else hear(text);
  });
  const broken = once(socket, 'close').then(() => {
    throw new Error('a connection broke off');
  });
  await Promise.race([isIn, broken]);
  broken.catch(() => undefined);
  return socket;
}

/** A bare WebSocket. */
export const openPlainEar = (port: number, hear: (text: Buffer) => void): Promise<Socket> =>
  openWebSocket(port, '/', [], hear);

/** The same on bare TCP: each piece of so many bytes is a message. */
export async function openBareEar(port: number, hear: (text: Buffer) => void): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket.on('data', hear);
}
