import { createServer } from 'node:http';
import type { ServerToClientEvents } from '../../../server/live-events.ts';
import { systemClock } from '../../../server/platform/clock.ts';
import { createLive } from '../../../server/platform/live/live.ts';
import { createLog } from '../../../server/platform/log.ts';
import { personRoom } from '../../../server/sign-in/live-rooms.ts';
import { measureFanOut } from '../live/fan-out.ts';
import { report } from '../measure.ts';
import { heldKilobytes } from './memory.ts';
import { channelId, crowds, event, message, text } from './message.ts';

const server = createServer();
const room = `channel:${channelId}`;
const live = createLive<ServerToClientEvents, string>({
  farewell: { event: 'session:ended', payload: { reason: 'ended' } },
  clock: systemClock,
  log: createLog('error', process.stderr),
  isOwnOrigin: () => true,
  authenticate: ({ token }) =>
    Promise.resolve(token === null ? null : { identity: token, rooms: [personRoom(token), room] }),
});
live.attach(server);
const before = heldKilobytes();
let kilobytes = {};
const prices = await measureFanOut({
  ...{ server, wire: 'socket.io', crowds, text },
  emit: () => live.emit({ to: [room], except: [] }, event, { channelId, message }),
  connections: live.connections,
  whenAllAreThere: () => {
    kilobytes = { socket: (heldKilobytes() - before) / live.connections() };
  },
});
report({ prices, kilobytes });
