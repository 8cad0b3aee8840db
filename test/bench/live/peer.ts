import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { report } from '../measure.ts';
import { event, measureFanOut, payload } from './fan-out.ts';

const server = createServer();
const io = new Server(server, { serveClient: false });
const prices = await measureFanOut({
  ...{ server, wire: 'socket.io' },
  emit: () => io.emit(event, payload),
  connections: () => io.of('/').sockets.size,
});
report({ prices });
