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
