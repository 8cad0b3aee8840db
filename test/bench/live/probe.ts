import { createServer, type Socket } from 'node:net';
import { report } from '../measure.ts';
import { crowds, measureFanOut, text } from './fan-out.ts';

const sockets = new Set<Socket>();
const server = createServer((socket) => {
  sockets.add(socket.setNoDelay(true).on('error', () => sockets.delete(socket)));
});
const bytes = Buffer.from(text);
const prices = await measureFanOut({
  ...{ server, wire: 'tcp', crowds, text },
  emit: () => {
    for (const socket of sockets) socket.write(bytes);
  },
  connections: () => sockets.size,
});
report({ prices });
