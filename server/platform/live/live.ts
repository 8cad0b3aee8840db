import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { createAllowance } from '../allowance.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';

/** Who stands at the other end: the rooms a connection is put into, decided by the server alone. */
type Visitor<Identity> = {
  identity: Identity;
  rooms: string[];
  /** Have the rooms changed since they were read? Then they are asked for once more. */
  isStale?: () => boolean;
};

type PayloadOf<Event> = Event extends (...given: infer P) => void ? P : never;

/** Rooms to tell, and those in them who are not told. */
type Told = { to: string[]; except: string[] };

type Credentials = { headers: IncomingMessage['headers']; token: string | null };

type LiveRequest<Identity> = (
  visitor: Identity,
  payload: unknown,
) => Promise<{ joins: string } | { refused: string } | { tells: Tells }>;

/** What the others in a room are told. */
type Tells = { room: string; event: string; payload: object };

export type Live<Events, Identity> = {
  emit: <K extends keyof Events & string>(
    rooms: string[] | Told,
    event: K,
    ...payload: PayloadOf<Events[K]>
  ) => void;
  /** Puts the connections of a room into these, and out of all others that begin so. */
  place: (room: string, prefix: string, rooms: string[]) => void;
  /** Tells the connections of a room why, then closes them. */
  close: (room: string, event: keyof Events & string, payload: object) => void;
  /** The rooms among these in which somebody is. */
  occupied: (rooms: string[]) => string[];
  roomsWithPrefix: (prefix: string) => string[];
  onRequest: (name: string, answer: LiveRequest<Identity>) => void;
  connections: () => number;
  attach: (server: HttpServer) => void;
  stop: () => Promise<void>;
};

type Options<Identity> = {
  authenticate: (credentials: Credentials) => Promise<Visitor<Identity> | null>;
  isOwnOrigin: (request: IncomingMessage) => boolean;
  /** What a connection is told that ended while it was being let in. */
  farewell: { event: string; payload: object };
  clock: Clock;
  log: Log;
};

const requestLimit = 64 * 1024;
/** Whoever opens a connection has so long to say who he is. */
const connectTimeoutMs = 5000;
const connectionsPerVisitor = 10;
/** More than a page asks for. */
const requestsPerConnection = { atOnce: 20, anotherAfterMs: 50 };
/** Whoever is refused more than this and goes on is put out. */
const refusalsPerConnection = { atOnce: 20, anotherAfterMs: 1000 };
/** A client between two polls cannot come back for its last one; it would be waited for half a minute. */
const lastPollMs = 250;

function credentialsOf({ handshake, request }: Socket): Credentials {
  const { token } = handshake.auth as Record<string, unknown>;
  return { headers: request.headers, token: typeof token === 'string' ? token : null };
}

/** The one place that speaks Socket.IO. Connection state recovery stays off: it revives rooms without asking. */
export function createLive<Events, Identity>(options: Options<Identity>): Live<Events, Identity> {
  const io = new Server({
    serveClient: false,
    maxHttpBufferSize: requestLimit,
    connectTimeout: connectTimeoutMs,
    perMessageDeflate: false,
    httpCompression: false,
    allowRequest: (request, decide) => {
      decide(null, options.isOwnOrigin(request));
    },
  });
  const requests = new Map<string, LiveRequest<Identity>>();

  const rooms = () => io.sockets.adapter.rooms;
  const allowance = createAllowance(options.clock, requestsPerConnection);
  const patience = createAllowance(options.clock, refusalsPerConnection);

  /** Lets a connection in; answers why not. */
  async function admit(socket: Socket): Promise<Error | undefined> {
    const visitor = await options.authenticate(credentialsOf(socket));
    if (!visitor) return new Error('signed-out');
    // From here to the joining nothing else happens.
    if (visitor.isStale?.() === true) return admit(socket);
    if ((rooms().get(visitor.rooms[0] ?? '')?.size ?? 0) >= connectionsPerVisitor)
      return new Error('too-many');
    (socket.data as { identity: Identity }).identity = visitor.identity;
    void socket.join(visitor.rooms);
    return undefined;
  }

  io.use((socket, next) => {
    admit(socket).then(next, (error: unknown) => {
      options.log.error({ err: error }, 'a live connection could not be authenticated');
      next(new Error('unavailable'));
    });
  });

  io.on('connection', (socket) => {
    void leaveIfEnded(socket);
    socket.on('error', (error) => {
      options.log.warn({ err: error }, 'live connection error');
    });
    socket.onAny((name: string, ...given: unknown[]) => {
      // A request may come without a payload: what answers it stands last.
      const [payload] = typeof given[0] === 'function' ? [] : given;
      answerRequest(socket, name, payload, given.at(-1)).catch((error: unknown) => {
        options.log.error({ err: error, name }, 'a live request failed');
      });
    });
  });

  /** What ended between the first look and the joining closed rooms in which this connection was not yet. */
  async function leaveIfEnded(socket: Socket): Promise<void> {
    try {
      if (await options.authenticate(credentialsOf(socket))) return;
    } catch (error) {
      options.log.warn({ err: error }, 'a live connection could not be looked at again');
    }
    socket.emit(options.farewell.event, options.farewell.payload);
    socket.disconnect(true);
  }

  async function outcomeOf(socket: Socket, name: string, payload: unknown) {
    if (!allowance.take(socket.id)) return { refused: 'too-many' };
    const request = requests.get(name);
    return request
      ? request((socket.data as { identity: Identity }).identity, payload)
      : { refused: 'not-found' };
  }

  async function answerRequest(
    socket: Socket,
    name: string,
    payload: unknown,
    reply: unknown,
  ): Promise<void> {
    const answer = typeof reply === 'function' ? (reply as (given: object) => void) : () => undefined;
    const refuse = (code: string): void => {
      answer({ ok: false, code });
      if (!patience.take(socket.id)) socket.disconnect(true);
    };
    const outcome = await outcomeOf(socket, name, payload);
    if ('refused' in outcome) {
      refuse(outcome.refused);
      return;
    }
    if ('joins' in outcome) await socket.join(outcome.joins);
    else socket.to(outcome.tells.room).emit(outcome.tells.event, outcome.tells.payload);
    answer({ ok: true });
  }

  return {
    emit: (rooms, event, ...payload) => {
      const { to, except } = Array.isArray(rooms) ? { to: rooms, except: [] } : rooms;
      if (to.length > 0)
        io.to(to)
          .except(except)
          .emit(event, ...(payload as unknown[]));
    },
    place: (room, prefix, wanted) => {
      const kept = new Set(wanted);
      for (const id of rooms().get(room) ?? []) {
        const socket = io.of('/').sockets.get(id);
        for (const left of socket?.rooms ?? [])
          if (left.startsWith(prefix) && !kept.has(left)) void socket?.leave(left);
        void socket?.join(wanted);
      }
    },
    close: (room, event, payload) => {
      io.to(room).emit(event, payload);
      io.in(room).disconnectSockets(true);
    },
    occupied: (names) => names.filter((name) => rooms().has(name)),
    roomsWithPrefix: (prefix) => [...rooms().keys()].filter((name) => name.startsWith(prefix)),
    onRequest: (name, answer) => {
      requests.set(name, answer);
    },
    connections: () => io.of('/').sockets.size,
    attach: (server) => {
      io.attach(server);
    },
    stop: async () => {
      for (const { conn } of io.of('/').sockets.values()) {
        if ('closeTimeout' in conn.transport) conn.transport.closeTimeout = lastPollMs;
      }
      io.disconnectSockets(true);
      // Closing Socket.IO closes the HTTP server under it as well; the caller has stopped that one's listening.
      await io.close();
    },
  };
}
