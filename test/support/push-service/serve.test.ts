import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:http2';
import webpush from 'web-push';
import { startPushService, type PushService } from './push-service.ts';

const vapidDetails = { subject: 'mailto:it@umlauf.example', ...webpush.generateVAPIDKeys() };

describe('the process of the push service', () => {
  let service: PushService;

  beforeEach(async () => {
    service = await startPushService();
  });

  afterEach(() => service.stop());

  it('speaks HTTP/2 as well, and cuts only the connection it was told to cut', async () => {
    const ben = await service.subscribe();
    const ca = await readFile(service.caFile);
    assert.deepEqual(await pushOverHttp2(ca, ben, 'over two'), 201);
    assert.equal((await service.nextMessage()).plaintext, 'over two');

    await service.script({ endpoint: ben.endpoint, answer: 'reset', times: 1 });
    assert.equal(await pushOverHttp2(ca, ben, 'cut'), null);
    assert.equal(await pushOverHttp2(ca, ben, 'again'), 201);
  });

  it('runs apart from the tests and ends with everything it made when they let go of it', async () => {
    assert.notEqual(service.pid, process.pid);
    assert.ok(existsSync(service.caFile));
    await service.stop();
    assert.throws(() => process.kill(service.pid, 0), { code: 'ESRCH' });
    assert.ok(!existsSync(service.caFile));
  });

  it('ends on SIGTERM too, even while a sender hangs', async () => {
    const ben = await service.subscribe();
    await service.script({ endpoint: ben.endpoint, answer: 'hang' });
    const sending = pushOverHttp2(await readFile(service.caFile), ben, 'x');
    await service.nextMessage();
    process.kill(service.pid, 'SIGTERM');
    await service.stop();
    assert.equal(await sending, null);
    assert.ok(!existsSync(service.caFile));
  });
});

async function pushOverHttp2(ca: Buffer, to: webpush.PushSubscription, text: string): Promise<number | null> {
  const { endpoint, body, headers } = webpush.generateRequestDetails(to, text, { vapidDetails });
  const { origin, pathname } = new URL(endpoint);
  const session = connect(origin, { ca });
  session.on('error', () => undefined);
  const stream = session.request({ ...headers, ':method': 'POST', ':path': pathname });
  let status: number | null = null;
  stream.on('response', (answer) => (status = answer[':status'] ?? null));
  stream.on('error', () => undefined);
  const closed = new Promise((resolve) => stream.once('close', resolve));
  stream.resume().end(body);
  await closed;
  session.destroy();
  return status;
}
