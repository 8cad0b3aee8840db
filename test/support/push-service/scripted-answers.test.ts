import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import webpush from 'web-push';
import { startPushService, type IssuedSubscription, type PushService } from './push-service.ts';
import { aSender, openWebPushSender, type WebPushSender } from './web-push-sender.ts';

describe('the scripted answers of the push service', () => {
  let service: PushService;
  let sender: WebPushSender;
  let ben: IssuedSubscription;

  before(async () => {
    service = await startPushService();
    sender = await openWebPushSender(service.caFile);
  });

  beforeEach(async () => {
    await service.reset();
    ben = await service.subscribe();
  });

  after(async () => {
    sender.close();
    await service.stop();
  });

  it('come as often as it was told, then it is 201 again', async () => {
    await service.script({ endpoint: ben.endpoint, answer: 429, retryAfter: 7, times: 2 });
    for (const text of ['one', 'two']) {
      const { statusCode, headers } = await sender.sendRefused(ben, text);
      assert.deepEqual([statusCode, headers['retry-after']], [429, '7']);
    }
    assert.equal((await sender.send(ben, 'three')).statusCode, 201);
    const journal = await service.journal();
    const noted = journal.map(({ plaintext, answered }) => [plaintext, answered]);
    assert.deepEqual(noted, [
      ['one', 429],
      ['two', 429],
      ['three', 201],
    ]);
  });

  it('for one endpoint go before those for all', async () => {
    await service.script({ all: true, answer: 500 });
    await service.script({ endpoint: ben.endpoint, answer: 410 });
    assert.equal((await sender.sendRefused(ben, 'x')).statusCode, 410);
    const clara = await service.subscribe();
    assert.equal((await sender.sendRefused(clara, 'x')).statusCode, 500);
    await service.script({ all: true, answer: 201 });
    assert.equal((await sender.send(clara, 'x')).statusCode, 201);
  });

  it('can be no answer at all', async () => {
    await service.script({ endpoint: ben.endpoint, answer: 'hang', times: 1 });
    await assert.rejects(sender.send(ben, 'x', { timeout: 200 }), /Socket timeout/);
    await service.script({ endpoint: ben.endpoint, answer: 'reset', times: 1 });
    await assert.rejects(sender.send(ben, 'x'), /socket hang up|ECONNRESET/);
    assert.deepEqual(await service.pending(ben.endpoint), []);
  });

  it('can be late, when the message has long been taken', async () => {
    await service.script({ endpoint: ben.endpoint, answer: 201, delayMs: 300 });
    const startedAt = Date.now();
    const sending = sender.send(ben, 'late');
    await service.nextMessage();
    assert.equal((await service.pending(ben.endpoint)).length, 1);
    assert.ok(Date.now() - startedAt < 300);
    await sending;
    assert.ok(Date.now() - startedAt >= 290);
  });

  it('can be late for a sender that did not wait, without harm', async () => {
    await service.script({ endpoint: ben.endpoint, answer: 201, delayMs: 150, times: 1 });
    await assert.rejects(sender.send(ben, 'x', { timeout: 50 }), /Socket timeout/);
    assert.equal((await sender.send(ben, 'y')).statusCode, 201);
  });

  it('can lead elsewhere, where it is noted who follows', async () => {
    await service.script({ endpoint: ben.endpoint, answer: 'redirect' });
    const { statusCode, headers } = await sender.sendRefused(ben, 'x');
    const elsewhere = `${service.origin}/elsewhere`;
    assert.deepEqual([statusCode, headers['location']], [307, elsewhere]);
    await sender.sendRefused({ ...ben, endpoint: elsewhere }, 'followed');
    const [, followed] = await service.journal();
    assert.equal(followed?.endpoint, elsewhere);
  });

  it('can be very long', async () => {
    await service.script({ endpoint: ben.endpoint, answer: 'large' });
    let bytes = 0;
    const { body, headers } = webpush.generateRequestDetails(ben, 'x', { vapidDetails: aSender() });
    const ca = await readFile(service.caFile);
    const call = request(ben.endpoint, { method: 'POST', headers, ca }).end(body);
    const [answer] = (await once(call, 'response')) as [IncomingMessage];
    for await (const chunk of answer) bytes += (chunk as Buffer).length;
    assert.equal(bytes, 200 * 1024 * 1024);
  });

  it('can be that nothing is taken any more on this connection', async () => {
    await service.script({ endpoint: ben.endpoint, answer: 'goaway', times: 1 });
    await assert.rejects(sender.send(ben, 'x'), /socket hang up|ECONNRESET/);
    assert.deepEqual(await service.pending(ben.endpoint), []);
    assert.equal((await sender.send(ben, 'y')).statusCode, 201);
  });

  it('can be those of one host alone, of which there are three', async () => {
    const clara = await service.subscribe({ host: service.hosts[1] });
    await service.script({ host: service.hosts[1], answer: 503 });
    assert.equal((await sender.sendRefused(clara, 'x')).statusCode, 503);
    assert.equal((await sender.send(ben, 'x')).statusCode, 201);
    await service.script({ host: service.hosts[1], answer: 201 });
    assert.equal((await sender.send(clara, 'x')).statusCode, 201);
  });

  it('are not taken for an endpoint that nobody has', async () => {
    const endpoint = `${service.origin}/push/never-issued`;
    await assert.rejects(service.script({ endpoint, answer: 410 }), /no such subscription/);
  });
});
