import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const sweepMs = 50;

/**
 * Stops a server gracefully: requests under way may finish until `deadlineMs`, idle keep-alive connections are
 * swept again and again (a client may turn idle after the first sweep), then the rest is cut.
 */
export async function stopServer(server: Server, deadlineMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const startedAt = performance.now();
  while (server.listening || (await countConnections(server)) > 0) {
    if (performance.now() - startedAt > deadlineMs) break;
    server.closeIdleConnections();
    await Promise.race([closed, sleep(sweepMs)]);
  }
  server.closeAllConnections();
  await closed;
}

function countConnections(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.getConnections((_error, count) => {
      resolve(count);
    });
  });
}
