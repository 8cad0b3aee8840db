import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { freePort } from './free-port.ts';

/** The way from the browsers to the portal, which can be cut: nothing that runs gets through any longer. */
export type Network = { baseUrl: string; cut: () => void; mend: () => void; stop: () => Promise<void> };

export async function openNetwork(portalPort: () => number): Promise<Network> {
  const port = await freePort();
  const sockets = new Set<Socket>();
  let isCut = false;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    return socket.on('error', () => socket.destroy());
  };
  const server = createServer((near) => {
    keep(near);
    if (isCut) {
      near.destroy();
      return;
    }
    const far = keep(connect(portalPort(), '127.0.0.1'));
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    baseUrl: `http://localhost:${port}`,
    cut: () => {
      isCut = true;
      hangUp();
    },
    mend: () => {
      isCut = false;
    },
    stop: async () => {
      hangUp();
      server.close();
      await once(server, 'close');
    },
  };
}
