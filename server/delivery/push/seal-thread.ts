import { parentPort } from 'node:worker_threads';
import webPush from 'web-push';

/** What is to be sealed: a payload, and the keys of the browser that alone can open it. */
export type ToSeal = { payload: string; p256dh: string; auth: string };
/** Sealed, or why it cannot be; in the order of what was given. */
export type Sealed = Uint8Array<ArrayBuffer> | string;

function seal({ payload, p256dh, auth }: ToSeal): Sealed {
  try {
    return new Uint8Array(webPush.encrypt(p256dh, auth, payload, 'aes128gcm').cipherText);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

parentPort?.on('message', (batch: ToSeal[]) => {
  const sealed = batch.map(seal);
  const buffers = sealed.flatMap((one) => (typeof one === 'string' ? [] : [one.buffer]));
  parentPort?.postMessage(sealed, buffers);
});
