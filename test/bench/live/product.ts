import { createServer } from 'node:http';
import type { ServerToClientEvents } from '../../../server/live-events.ts';
import { systemClock } from '../../../server/platform/clock.ts';
import { createLive } from '../../../server/platform/live/live.ts';
import { createLog } from '../../../server/platform/log.ts';
import { personRoom } from '../../../server/sign-in/live-rooms.ts';
import { report } from '../measure.ts';
import { crowds, event, measureFanOut, payload, text } from './fan-out.ts';

const server = createServer();
const live = createLive<ServerToClientEvents, string>({
  farewell: { event: 'session:ended', payload: { reason: 'ended' } },
  clock: systemClock,
  log: createLog('error', process.stderr),
  isOwnOrigin: () => true,
  authenticate: ({ token }) =>
    Promise.resolve(token === null ? null : { identity: token, rooms: [personRoom(token)] }),
});
live.attach(server);
const prices = await measureFanOut({
  ...{ server, wire: 'socket.io', crowds, text },
  // As a release does: to its recipients, of whom here each has a page open.
  emit: (crowd) => {
    const recipients = Array.from({ length: crowd }, (_, at) => personRoom(`person-${at}`));
    live.emit(live.occupied(recipients), event, payload);
  },
  connections: live.connections,
});
report({ prices });
