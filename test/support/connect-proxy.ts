import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

/** An HTTP proxy on loopback that wants a name and a password, and notes what it is asked to reach. */
export type ConnectProxy = { url: string; asked: string[]; stop: () => Promise<void> };

export async function startConnectProxy(): Promise<ConnectProxy> {
  const asked: string[] = [];
  const server = createServer();
  const wanted = `Basic ${Buffer.from('umlauf:secret').toString('base64')}`;
  server.on('connect', (request, client) => {
    if (request.headers['proxy-authorization'] !== wanted) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    asked.push(request.url ?? '');
    const [host = '', port] = (request.url ?? '').split(':');
    const target = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(client).pipe(target);
    });
    target.on('error', () => client.destroy());
    client.on('error', () => target.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://umlauf:secret@127.0.0.1:${port}`,
    asked,
    stop: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
