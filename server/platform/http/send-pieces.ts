import { once } from 'node:events';
import type { Response } from 'express';

/** Sends an answer piece by piece, no faster than it is read; whoever has gone away is sent no more. */
export async function sendPieces(response: Response, pieces: AsyncIterable<string>): Promise<void> {
  const gone = new Promise<void>((resolve) => response.once('close', resolve));
  for await (const piece of pieces) {
    if (response.destroyed) return;
    if (!response.write(piece)) await Promise.race([once(response, 'drain'), gone]);
  }
  response.end();
}
