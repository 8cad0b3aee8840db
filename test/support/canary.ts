import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A listener on loopback that must stay silent: it counts who connects. */
export type Canary = { port: number; connections: () => number; stop: () => Promise<void> };

export async function startCanary(): Promise<Canary> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    stop: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
