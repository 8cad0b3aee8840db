import webPush from 'web-push';
import { loadOrCreateSecret } from '../../platform/secret-file.ts';

export type VapidKeys = { publicKey: string; privateKey: string };

/** The portal's own key pair for push (RFC 8292). It must never change: every subscription hangs on it. */
export function loadVapidKeys(file: string): VapidKeys {
  const { publicKey, privateKey } = JSON.parse(
    loadOrCreateSecret(file, () => JSON.stringify(webPush.generateVAPIDKeys())),
  ) as VapidKeys;
  return { publicKey, privateKey };
}
