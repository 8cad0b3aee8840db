import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo, Server as TcpServer } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { measure } from '../measure.ts';
import type { Price } from '../price.ts';
import { startListening, type Wire } from './listening.ts';

export const crowds = [2000, 10_000];

/** One announcement, as it goes over the wire. */
export const event = 'announcement:released';
export const payload = {
  ...{ id: 'f'.repeat(32), title: 'Fluchtweg in Halle 3 gesperrt', priority: 'critical' as const },
  ...{ requiresAcknowledgement: true, jitterMs: 4000 },
};
export const text = `42${JSON.stringify([event, payload])}`;

type Measured = {
  server: Server | TcpServer;
  wire: Wire;
  /** In rising order. */
  crowds: number[];
  /** What all hear, as it goes over the wire. */
  text: string;
  emit: (crowd: number) => void;
  /** As many as should be there. */
  connections: () => number;
  whenAllAreThere?: () => void;
};

/** From the emit until the last of so many has it, for each size of the crowd; by its number. */
export async function measureFanOut(measured: Measured): Promise<Record<string, Price>> {
  const { server, wire, crowds: sizes, text: heard, emit, connections } = measured;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const listening = startListening();
  const prices: Record<string, Price> = {};
  let there = 0;
  for (const crowd of sizes) {
    await listening.open(crowd - there, port, wire);
    there = crowd;
    // Who has connected may not have been let in yet.
    while (connections() < crowd) await setImmediate();
    if (connections() !== crowd) throw new Error(`${connections()} are connected, not ${crowd}`);
    const work = async () => {
      emit(crowd);
      await listening.heard();
    };
    const name = String(crowd);
    Object.assign(
      prices,
      await measure({ [name]: { operations: crowd, before: () => listening.expect(heard), work } }),
    );
  }
  measured.whenAllAreThere?.();
  listening.stop();
  return prices;
}
