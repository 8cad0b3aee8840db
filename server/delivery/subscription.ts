/** A browser's address at its push service, bound to a person and a device. */
export type Subscription = {
  id: string;
  personId: string;
  deviceId: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  createdAt: number;
  lastSeenAt: number;
  lastAcceptedAt: number | null;
};

/** So long without a word from its browser, and it is unconfirmed: it may be dead. What its push service accepts is no sign of life. */
export const unconfirmedAfterMs = 14 * 24 * 3600 * 1000;

export const isUnconfirmed = (heardAt: number, now: number): boolean => now - heardAt >= unconfirmedAfterMs;
