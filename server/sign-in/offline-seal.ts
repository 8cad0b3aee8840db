import { createHmac } from 'node:crypto';
import type { Actor } from './actor.ts';

export type OfflineSeal = { owner: string; key: string };

/**
 * With what a browser seals the confirmations that wait on it: a tag for their owner that says nothing to anybody
 * else, and the person's half of the key; the device keeps the other half. The key hangs on the person and not on the
 * row of the device, which ends when somebody else signs in there: what waits must open when its owner is back.
 */
export function sealOf(secret: string, personId: string): OfflineSeal {
  const derive = (part: string): string =>
    createHmac('sha256', secret).update(`offline-${part}:${personId}`).digest('base64url');
  return { owner: derive('owner'), key: derive('key') };
}

/** Null where nothing may be kept: on a shared computer, and for a token. */
export const offlineSeal = (secret: string, { person, session }: Actor): OfflineSeal | null =>
  session?.kind === 'own' ? sealOf(secret, person.id) : null;
