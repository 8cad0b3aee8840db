import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { aSender } from '../support/push-service/web-push-sender.ts';
import { startPushCapture, type PushCapture } from '../support/push-capture.ts';
import { createPushSender, type PushMessage, type PushSender } from '../../server/delivery/push/send-push.ts';

describe('The sender of web push', () => {
  let capture: PushCapture;
  let sender: PushSender;
  before(async () => {
    capture = await startPushCapture();
    const { subject, publicKey, privateKey } = aSender();
    sender = createPushSender({
      ...{ vapid: { publicKey, privateKey }, contact: subject, proxy: null },
      allowedHosts: [capture.host, 'localhost'],
      ca: await readFile(capture.caFile, 'utf8'),
    });
  });
  after(async () => {
    await sender.close();
    await capture.stop();
  });

  const messageTo = (change: Partial<PushMessage> = {}): PushMessage => ({
    ...capture.issue(),
    ...{ payload: 'x'.repeat(1024), ttlSeconds: 60, urgency: 'high', topic: 'a'.repeat(32) },
    ...change,
  });

  it('says how long, how urgent and under which topic, and encrypts the rest', async () => {
    assert.deepEqual(await sender.send(messageTo()), { status: 201, retryAfterMs: null });
    const { headers, plaintext } = capture.captured.at(-1) ?? assert.fail('nothing came');
    assert.equal(headers['ttl'], '60');
    assert.equal(headers['urgency'], 'high');
    assert.equal(headers['topic'], 'a'.repeat(32));
    assert.equal(headers['content-encoding'], 'aes128gcm');
    assert.equal(plaintext.length, 1024);
  });

  it('hangs up on an answer without end', async () => {
    let sent = 0;
    const closed = new Promise<void>((resolve) => {
      capture.answer((_request, response) => {
        response.writeHead(201);
        const more = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(16_384))) sent += 16_384;
        };
        response.on('drain', more).on('close', resolve);
        more();
      });
    });
    assert.deepEqual(await sender.send(messageTo()), { status: 201, retryAfterMs: null });
    await closed;
    assert.ok(sent < 8_000_000, `${sent} bytes were written before the end`);
  });

  it('reads the pause asked for as seconds or as a date of the service', async () => {
    const asked = async (headers: Record<string, string>) => {
      capture.answer((_request, response) => response.writeHead(429, headers).end());
      const attempt = await sender.send(messageTo());
      return 'status' in attempt ? attempt.retryAfterMs : assert.fail(JSON.stringify(attempt));
    };
    const date = 'Sat, 21 Nov 2026 06:00:00 GMT';
    assert.equal(await asked({ 'retry-after': '30' }), 30_000);
    assert.equal(await asked({ 'retry-after': 'Sat, 21 Nov 2026 06:01:00 GMT', date }), 60_000);
    assert.equal(await asked({ 'retry-after': 'Sat, 21 Nov 2026 05:00:00 GMT', date }), 0);
    for (const odd of ['soon', '-5', '1e9', '']) assert.equal(await asked({ 'retry-after': odd }), null, odd);
  });

  it('does not go where a redirect points', async () => {
    const canary = createServer();
    let connections = 0;
    canary.on('connection', () => (connections += 1)).listen(0, '127.0.0.1');
    await once(canary, 'listening');
    const { port } = canary.address() as { port: number };
    for (const status of [301, 302, 303, 307, 308]) {
      capture.answer((_request, response) =>
        response.writeHead(status, { location: `https://127.0.0.1:${port}/` }).end(),
      );
      assert.deepEqual(await sender.send(messageTo()), { status, retryAfterMs: null });
    }
    canary.close();
    assert.equal(connections, 0);
  });

  it('does not connect to a listed name that leads into this house', async () => {
    assert.deepEqual(await sender.send(messageTo({ endpoint: 'https://localhost/push/1' })), {
      fault: 'ENOTPUBLIC',
    });
  });

  it('does not send to an address that is not listed, nor with keys that are none', async () => {
    const count = capture.captured.length;
    for (const change of [
      { endpoint: 'https://127.0.0.1:1/push' },
      { keys: { p256dh: 'AAAA', auth: 'AAAA' } },
    ]) {
      assert.ok('unsendable' in (await sender.send(messageTo(change))));
    }
    assert.equal(capture.captured.length, count);
  });
});
