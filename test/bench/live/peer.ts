import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { report } from '../measure.ts';
import { crowds, event, measureFanOut, payload, text } from './fan-out.ts';

const server = createServer();
const io = new Server(server, { serveClient: false });
const prices = await measureFanOut({
  ...{ server, wire: 'socket.io', crowds, text },
  emit: () => io.emit(event, payload),
  connections: () => io.of('/').sockets.size,
});
report({ prices });
