import webPush from 'web-push';
import { measure, report } from '../measure.ts';
import { payload, readSink } from './sink.ts';

const few = 1000;
const [folder = ''] = process.argv.slice(2);
const { subscriptions } = await readSink(folder);
const prices = await measure({
  seal: {
    operations: few,
    work: () => {
      for (const { keys } of subscriptions.slice(0, few))
        webPush.encrypt(keys.p256dh, keys.auth, payload, 'aes128gcm');
      return Promise.resolve();
    },
  },
});
report({ prices });
