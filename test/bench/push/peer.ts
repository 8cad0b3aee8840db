import { Agent, globalAgent } from 'node:https';
import webPush from 'web-push';
import { measure, report } from '../measure.ts';
import { sendMany } from './send-many.ts';
import { checkSink, contact, payload, prepareSink, readSink, type Subscription } from './sink.ts';

const [atOnce, few, slowlyMs] = [100, 1000, 40];
const [folder = ''] = process.argv.slice(2);
const sink = await readSink(folder);
globalAgent.options.ca = sink.ca;
const { publicKey, privateKey } = sink.vapid;
const vapidDetails = { subject: contact, publicKey, privateKey };
const origin = `https://${sink.host}`;
const headers = webPush.getVapidHeaders(origin, contact, publicKey, privateKey, 'aes128gcm');
const agent = new Agent({ ca: sink.ca, keepAlive: true, maxSockets: atOnce });

const shipped = async (to: Subscription) => {
  const { statusCode } = await webPush.sendNotification(to, payload, { vapidDetails, TTL: 60 });
  return { status: statusCode };
};
const tuned = async (to: Subscription) => {
  const { statusCode } = await webPush.sendNotification(to, payload, {
    headers: { ...headers },
    agent,
    TTL: 60,
  });
  return { status: statusCode };
};

const sending = (send: typeof shipped, subscriptions: Subscription[], delayMs: number) => ({
  operations: subscriptions.length,
  before: () => prepareSink(sink, delayMs),
  work: () => sendMany(subscriptions, atOnce, send),
  check: () => checkSink(sink, subscriptions.length, (plaintext) => plaintext === payload),
});

const prices = await measure(
  {
    shipped: sending(shipped, sink.subscriptions.slice(0, few), 0),
    tuned: sending(tuned, sink.subscriptions.slice(0, few), 0),
  },
  3,
);
const slow = await measure({ all: sending(tuned, sink.subscriptions, slowlyMs) }, 1);
report({ prices: { ...prices, ...slow } });
