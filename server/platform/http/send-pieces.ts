import type { Response } from 'express';

/** Sends an answer piece by piece, no faster than it is read; whoever has gone away is sent no more. */
export async function sendPieces(response: Response, pieces: AsyncIterable<string>): Promise<void> {
  let goOn = (): void => undefined;
  // Two that stay: where the answer is compressed, a listener for one time would never be taken off again.
  for (const event of ['drain', 'close']) response.on(event, () => goOn());
  for await (const piece of pieces) {
    if (response.destroyed) return;
    const drained = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    if (!response.write(piece)) await drained;
  }
  response.end();
}
