import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Attempt } from '../../server/delivery/delivery.ts';
import { createPushSender, type PushMessage, type PushSender } from '../../server/delivery/push/send-push.ts';
import { startConnectProxy } from '../support/connect-proxy.ts';
import {
  startPushService,
  type IssuedSubscription,
  type PushService,
  type ScriptStep,
} from '../support/push-service/push-service.ts';
import { aSender } from '../support/push-service/web-push-sender.ts';

type Answer = Pick<ScriptStep, 'answer' | 'retryAfter' | 'delayMs' | 'times'>;
const protocols = ['HTTP/2', 'HTTP/1.1'] as const;
const megabyte = 1024 * 1024;

describe('The sender of web push', function () {
  this.timeout(30_000);
  let service: PushService;
  let sender: PushSender;
  const { subject, publicKey, privateKey } = aSender();
  const openSender = async (proxy: URL | null = null): Promise<PushSender> =>
    createPushSender({
      ...{ vapid: { publicKey, privateKey }, contact: subject, proxy },
      ...{ allowedHosts: service.hosts, ca: await readFile(service.caFile, 'utf8') },
    });
  before(async () => {
    service = await startPushService();
    sender = await openSender();
  });
  after(async () => {
    await sender.close();
    await service.stop();
  });

  const messageTo = ({ endpoint, keys }: IssuedSubscription): PushMessage => ({
    ...{ endpoint, keys, payload: 'x'.repeat(1024) },
    ...{ ttlSeconds: 60, urgency: 'high', topic: 'a'.repeat(32) },
  });
  const attemptsAt = async (endpoint: string): Promise<number> =>
    (await service.journal()).filter((attempt) => attempt.endpoint === endpoint).length;

  for (const [at, protocol] of protocols.entries()) {
    describe(`over ${protocol}`, () => {
      const subscribe = () => service.subscribe({ host: service.hosts[at] ?? '' });

      async function answerTo(given: Answer): Promise<Attempt> {
        const device = await subscribe();
        await service.script({ endpoint: device.endpoint, ...given });
        return sender.send(messageTo(device));
      }

      it('tells each answer as it came', async () => {
        for (const status of [201, 202, 200, 400, 401, 403, 404, 408, 410, 413, 500, 503]) {
          assert.deepEqual(await answerTo({ answer: status }), { status, retryAfterMs: null });
        }
        assert.deepEqual(await answerTo({ answer: 'redirect' }), { status: 307, retryAfterMs: null });
      });

      it('reads for how long a service wants to be left alone, in seconds or as a date', async () => {
        assert.deepEqual(await answerTo({ answer: 429, retryAfter: 120 }), {
          status: 429,
          retryAfterMs: 120_000,
        });
        const retryAfter = new Date(Date.now() + 120_000).toUTCString();
        const asked = await answerTo({ answer: 429, retryAfter });
        assert.ok('status' in asked && asked.retryAfterMs !== null);
        assert.ok(asked.retryAfterMs > 115_000 && asked.retryAfterMs < 125_000, String(asked.retryAfterMs));
      });

      it('seals every message for its device, and signs once for all of them', async () => {
        const device = await subscribe();
        await sender.send(messageTo(device));
        await sender.send(messageTo(device));
        const attempts = (await service.journal()).filter(({ endpoint }) => endpoint === device.endpoint);
        assert.deepEqual(
          attempts.map(({ plaintext, refused }) => [plaintext, refused]),
          [0, 1].map(() => ['x'.repeat(1024), null]),
        );
      });

      it('gives up a request after ten seconds, and nobody else waits for it', async () => {
        const hung = await subscribe();
        await service.script({ endpoint: hung.endpoint, answer: 'hang', times: 1 });
        const startedAt = performance.now();
        const hanging = sender.send(messageTo(hung));
        for (let sent = 0; sent < 20; sent += 1) {
          assert.deepEqual(await answerTo({ answer: 201 }), { status: 201, retryAfterMs: null });
        }
        assert.ok(performance.now() - startedAt < 5000);
        assert.deepEqual(await hanging, { fault: 'timeout' });
        const lastedMs = performance.now() - startedAt;
        assert.ok(lastedMs > 9_500 && lastedMs < 12_000, `${lastedMs} ms`);
      });

      it('drops 200 megabytes of an answer, and the memory stays flat', async () => {
        await answerTo({ answer: 'large' });
        const before = process.memoryUsage().rss;
        const answers = await Promise.all(Array.from({ length: 5 }, () => answerTo({ answer: 'large' })));
        for (const answer of answers) assert.deepEqual(answer, { status: 201, retryAfterMs: null });
        assert.deepEqual(await answerTo({ answer: 201 }), { status: 201, retryAfterMs: null });
        const grown = (process.memoryUsage().rss - before) / megabyte;
        assert.ok(grown < 40, `${grown} MB`);
      });

      it('survives that the connection is cut under it', async () => {
        await answerTo({ answer: 'reset', times: 2 }).then((attempt) => {
          assert.ok('fault' in attempt, JSON.stringify(attempt));
        });
        assert.deepEqual(await answerTo({ answer: 201 }), { status: 201, retryAfterMs: null });
      });

      it('keeps many requests under way at once, and each gets its own answer', async () => {
        const devices = await Promise.all(Array.from({ length: 250 }, subscribe));
        const host = service.hosts[at] ?? '';
        await service.script({ host, answer: 201, delayMs: 300 });
        const startedAt = performance.now();
        const answers = await Promise.all(devices.map((device) => sender.send(messageTo(device))));
        const lastedMs = performance.now() - startedAt;
        await service.script({ host, answer: 201 });
        assert.ok(answers.every((answer) => 'status' in answer && answer.status === 201));
        assert.ok(lastedMs < 15_000, `${lastedMs} ms`);
      });
    });
  }

  it('sends again at once, elsewhere, what a service says that it has not looked at', async () => {
    const device = await service.subscribe();
    await sender.send(messageTo(await service.subscribe()));
    await service.script({ endpoint: device.endpoint, answer: 'goaway', times: 1 });
    const startedAt = performance.now();
    assert.deepEqual(await sender.send(messageTo(device)), { status: 201, retryAfterMs: null });
    assert.ok(performance.now() - startedAt < 3000);
    assert.equal(await attemptsAt(device.endpoint), 2);
  });

  it('sends again at once, and once, what was under way when a session died', async () => {
    const [poison, other] = [await service.subscribe(), await service.subscribe()];
    await service.script({ endpoint: other.endpoint, answer: 201, delayMs: 500, times: 1 });
    const sending = sender.send(messageTo(other));
    await service.nextMessage(({ endpoint }) => endpoint === other.endpoint);
    await service.script({ endpoint: poison.endpoint, answer: 'reset', times: 1 });
    assert.deepEqual(await sender.send(messageTo(poison)), { status: 201, retryAfterMs: null });
    assert.deepEqual(await sending, { status: 201, retryAfterMs: null });
    for (const { endpoint } of [poison, other]) assert.equal(await attemptsAt(endpoint), 2);
  });

  it('knows at the first answer how many may be under way', () => {
    const [ample, modest] = service.hosts.map((host) => sender.capacityOf(host));
    assert.ok(ample && modest && ample.brisk > modest.brisk && ample.all > modest.all);
    assert.deepEqual(sender.capacityOf('nobody.example'), modest);
  });

  it('is told the code when nobody listens, or the certificate is nobody’s it knows', async () => {
    const deaf = createPushSender({
      ...{ vapid: { publicKey, privateKey }, contact: subject, ca: null, proxy: null },
      allowedHosts: [service.host, '127.0.0.1:9'],
    });
    const device = await service.subscribe();
    const nobody = { ...device, endpoint: 'https://127.0.0.1:9/push/1' };
    assert.deepEqual(await deaf.send(messageTo(nobody)), { fault: 'ECONNREFUSED' });
    assert.deepEqual(await deaf.send(messageTo(device)), { fault: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
    await deaf.close();
    assert.equal(await attemptsAt(device.endpoint), 0);
  });

  it('goes through a proxy where one is set, with its password', async () => {
    const proxy = await startConnectProxy();
    const behind = await openSender(new URL(proxy.url));
    for (const host of service.hosts.slice(0, 2)) {
      const answer = await behind.send(messageTo(await service.subscribe({ host })));
      assert.deepEqual(answer, { status: 201, retryAfterMs: null });
    }
    assert.deepEqual(proxy.asked, service.hosts.slice(0, 2));
    const stranger = await openSender(new URL(proxy.url.replace('secret', 'wrong')));
    assert.deepEqual(await stranger.send(messageTo(await service.subscribe())), { fault: 'PROXY_407' });
    await Promise.all([behind.close(), stranger.close()]);
    await proxy.stop();
  });

  it('fails nothing for good when it is closed in the middle', async () => {
    const closing = await openSender();
    const device = await service.subscribe();
    await service.script({ endpoint: device.endpoint, answer: 'hang' });
    const sending = [device, device].map((to) => closing.send(messageTo(to)));
    await service.nextMessage(({ endpoint }) => endpoint === device.endpoint);
    await closing.close();
    for (const attempt of await Promise.all([...sending, closing.send(messageTo(device))]))
      assert.ok('fault' in attempt, JSON.stringify(attempt));
  });
});
