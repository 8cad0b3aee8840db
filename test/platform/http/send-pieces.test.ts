import assert from 'node:assert/strict';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import compression from 'compression';
import express from 'express';
import { sendPieces } from '../../../server/platform/http/send-pieces.ts';
import { eventually } from '../../support/eventually.ts';

const piece = `${'Ölmühle, '.repeat(4000)}\n`;

describe('An answer in pieces', () => {
  let server: Server;
  let made = 0;
  let isOver = false;
  let warnings: Error[] = [];
  const note = (warning: Error) => void warnings.push(warning);

  async function* makePieces(count: number): AsyncGenerator<string> {
    try {
      for (let at = 0; at < count; at += 1) {
        made += 1;
        yield piece;
        await Promise.resolve();
      }
    } finally {
      isOver = true;
    }
  }

  before(async () => {
    const app = express();
    app.use(compression());
    app.get('/:count', async (request, response) => {
      response.type('text/csv');
      await sendPieces(response, makePieces(Number(request.params.count)));
    });
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    process.on('warning', note);
  });
  beforeEach(() => {
    [made, isOver, warnings] = [0, false, []];
  });
  after(() => {
    process.off('warning', note);
    server.closeAllConnections();
    server.close();
  });

  const ask = (count: number, headers = {}): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      get({ host: '127.0.0.1', port, path: `/${count}`, headers }, resolve).on('error', reject);
    });

  it('arrives whole, compressed or not', async () => {
    assert.equal(await text(await ask(40)), piece.repeat(40));
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/40`);
    assert.equal(response.headers.get('content-encoding'), 'gzip');
    assert.equal(await response.text(), piece.repeat(40));
    assert.deepEqual(warnings, []);
  });

  it('waits for who reads slowly, and is not made any further for who has gone', async () => {
    const answer = await ask(1_000_000);
    await once(answer, 'readable');
    let before = -1;
    const settled = await eventually(
      () => made,
      (now) => now === before || ((before = now), false),
    );
    assert.ok(settled < 10_000, `${settled} pieces for nobody`);
    assert.equal(isOver, false);
    answer.destroy();
    await eventually(
      () => isOver,
      (over) => over,
    );
  });
});
