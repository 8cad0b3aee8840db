import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import webpush, { WebPushError, type PushSubscription, type RequestOptions, type SendResult } from 'web-push';

export type WebPushSender = {
  vapidKey: string;
  send: (to: PushSubscription, text: string | Buffer, options?: RequestOptions) => Promise<SendResult>;
  sendRefused: (
    to: PushSubscription,
    text: string | Buffer,
    options?: RequestOptions,
  ) => Promise<WebPushError>;
  close: () => void;
};

export const aSender = () => ({ subject: 'mailto:it@umlauf.example', ...webpush.generateVAPIDKeys() });

export async function openWebPushSender(caFile: string): Promise<WebPushSender> {
  const agent = new Agent({ ca: await readFile(caFile), keepAlive: true });
  const vapidDetails = aSender();

  const send: WebPushSender['send'] = (to, text, options) =>
    webpush.sendNotification(to, text, { vapidDetails, agent, ...options });

  const sendRefused: WebPushSender['sendRefused'] = async (to, text, options) => {
    const trouble: unknown = await send(to, text, options).then(
      () => 'it was accepted',
      (reason: unknown) => reason,
    );
    assert.ok(trouble instanceof WebPushError, String(trouble));
    return trouble;
  };

  return { vapidKey: vapidDetails.publicKey, send, sendRefused, close: () => agent.destroy() };
}
