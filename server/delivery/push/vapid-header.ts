import webPush from 'web-push';
import type { VapidKeys } from './vapid-keys.ts';

/** web-push gives a header twelve hours. */
const renewAfterMs = 6 * 3_600_000;
export type VapidHeader = {
  authorization: () => string;
  /** After it was refused: the machine may have slept over its end. */
  forget: () => void;
};

/**
 * The `Authorization` by which one push service knows this house (RFC 8292): signed once in six hours, because a
 * service checks one that it has seen before at less cost. Measured by the machine's own time, which nobody can turn.
 */
export function createVapidHeader(
  origin: string,
  { contact, vapid }: { contact: string; vapid: VapidKeys },
): VapidHeader {
  let header = '';
  let signedAt = -Infinity;
  return {
    authorization: () => {
      if (performance.now() - signedAt < renewAfterMs) return header;
      const { publicKey, privateKey } = vapid;
      header = webPush.getVapidHeaders(origin, contact, publicKey, privateKey, 'aes128gcm').Authorization;
      signedAt = performance.now();
      return header;
    },
    forget: () => {
      signedAt = -Infinity;
    },
  };
}
