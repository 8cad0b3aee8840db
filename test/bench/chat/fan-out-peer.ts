import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { measureFanOut } from '../live/fan-out.ts';
import { report } from '../measure.ts';
import { heldKilobytes } from './memory.ts';
import { crowds, text } from './message.ts';

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
const before = heldKilobytes();
let kilobytes = {};
const prices = await measureFanOut({
  ...{ server, wire: 'ws', crowds, text },
  emit: () => {
    for (const socket of sockets.clients) socket.send(text);
  },
  connections: () => sockets.clients.size,
  whenAllAreThere: () => {
    kilobytes = { socket: (heldKilobytes() - before) / sockets.clients.size };
  },
});
report({ prices, kilobytes });
