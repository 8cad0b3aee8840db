import assert from 'node:assert/strict';
import { startPushService, type IssuedSubscription, type PushService } from './push-service/push-service.ts';
import { aSender, openWebPushSender, type WebPushSender } from './push-service/web-push-sender.ts';

describe('the push service of the tests', () => {
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

  it('accepts a message, decrypts it and notes how it came', async () => {
    const startedAt = Date.now();
    const options = { TTL: 60, urgency: 'high', topic: 'a-1' } as const;
    const answer = await sender.send(ben, 'Grüße aus dem Werk', options);
    assert.equal(answer.statusCode, 201);

    const { seq, at, bytes, ...message } = await service.nextMessage();
    assert.deepEqual(message, {
      endpoint: ben.endpoint,
      topic: 'a-1',
      ttl: 60,
      urgency: 'high',
      vapidKey: sender.vapidKey,
      plaintext: 'Grüße aus dem Werk',
      answered: 201,
      refused: null,
    });
    assert.ok(at >= startedAt && at <= Date.now());
    assert.equal(bytes, Buffer.byteLength(message.plaintext) + 103);
    assert.deepEqual(await service.journal(), [{ seq, at, bytes, ...message }]);
  });

  it('takes 3,993 bytes of text and answers 413 to one more', async () => {
    assert.equal((await sender.send(ben, Buffer.alloc(3993, 'x'))).statusCode, 201);
    assert.equal((await sender.sendRefused(ben, Buffer.alloc(3994, 'x'))).statusCode, 413);
    const [, tooLarge] = await service.journal();
    assert.equal(tooLarge?.refused, 'body has 4097 bytes, more than 4096');
  });

  it('refuses a token that another key has signed', async () => {
    const vapidDetails = { ...aSender(), privateKey: aSender().privateKey };
    assert.equal((await sender.sendRefused(ben, 'x', { vapidDetails })).statusCode, 403);
    const [attempt] = await service.journal();
    assert.equal(attempt?.refused, 'VAPID signature does not match its key');
    assert.deepEqual(await service.pending(ben.endpoint), []);
  });

  it('refuses a sender other than the one the subscription was made for', async () => {
    ben = await service.subscribe({ applicationServerKey: sender.vapidKey });
    assert.equal((await sender.send(ben, 'x')).statusCode, 201);
    assert.equal((await sender.sendRefused(ben, 'x', { vapidDetails: aSender() })).statusCode, 403);
  });

  it('answers 404 for an endpoint that it never issued', async () => {
    const unknown = { ...ben, endpoint: `${service.origin}/push/never-issued` };
    assert.equal((await sender.sendRefused(unknown, 'x')).statusCode, 404);
    await assert.rejects(service.pending(unknown.endpoint), /no such subscription/);
  });

  it('replaces an undelivered message of the same topic and subscription', async () => {
    const clara = await service.subscribe();
    await sender.send(ben, 'first', { topic: 'a-1' });
    await sender.send(ben, 'other topic', { topic: 'a-2' });
    await sender.send(ben, 'no topic');
    await sender.send(clara, 'for clara', { topic: 'a-1' });
    await sender.send(ben, 'second', { topic: 'a-1' });
    await sender.send(ben, 'over at once', { TTL: 0 });

    const texts = (await service.pending(ben.endpoint)).map(({ plaintext }) => plaintext);
    assert.deepEqual(texts, ['other topic', 'no topic', 'second']);
    assert.equal((await service.pending(clara.endpoint)).length, 1);
    assert.equal((await service.journal()).length, 6);
  });

  it('hands out each message once, whether it came before or after the question', async () => {
    await sender.send(ben, 'one');
    const three = service.nextMessage(({ plaintext }) => plaintext === 'three');
    await sender.send(ben, 'two');
    await sender.send(ben, 'three');
    assert.equal((await three).plaintext, 'three');
    assert.equal((await service.nextMessage()).plaintext, 'one');
    assert.equal((await service.nextMessage()).plaintext, 'two');
    await assert.rejects(service.nextMessage(undefined, 50), /no such push message within 50 ms/);
  });

  it('forgets messages and script at a reset, not the subscriptions', async () => {
    await service.script({ all: true, answer: 500 });
    await sender.sendRefused(ben, 'before');
    await service.reset();
    assert.equal((await sender.send(ben, 'after')).statusCode, 201);
    assert.equal((await service.nextMessage()).plaintext, 'after');
  });
});
