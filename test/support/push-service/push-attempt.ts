export const URGENCIES = ['very-low', 'low', 'normal', 'high'] as const;
export type Urgency = (typeof URGENCIES)[number];

type Received = { seq: number; at: number; endpoint: string; bytes: number };

/** A push that passed every check, whatever it was then answered. It is noted on receipt, before any delay. */
export type PushMessage = Received & {
  topic: string | null;
  ttl: number;
  urgency: Urgency;
  vapidKey: string;
  plaintext: string;
  answered: number | 'hang' | 'reset' | 'goaway';
  refused: null;
};

export type RefusedPush = Received & {
  topic: null;
  ttl: null;
  urgency: null;
  vapidKey: null;
  plaintext: null;
  answered: number;
  refused: string;
};

export type PushAttempt = PushMessage | RefusedPush;

export type IssuedSubscription = { endpoint: string; keys: { p256dh: string; auth: string } };
