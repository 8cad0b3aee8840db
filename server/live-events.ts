/** The events of the live connection (Socket.IO), typed once for both sides. The server speaks, the client listens. */
type Priority = 'normal' | 'important' | 'critical';

type AnnouncementReleased = {
  id: string;
  title: string;
  priority: Priority;
  requiresAcknowledgement: boolean;
  /** Spread the fetch of fragments over so many milliseconds, because many pages fetch at once. */
  jitterMs: number;
};

type AcknowledgementCounted = {
  announcementId: string;
  confirmed: number;
  outstanding: number;
  recipients: number;
};

export type ServerToClientEvents = {
  'announcement:released': (event: AnnouncementReleased) => void;
  'announcement:changed': (event: { id: string; jitterMs?: number }) => void;
  'acknowledgement:counted': (event: AcknowledgementCounted) => void;
  'membership:changed': (event: Record<string, never>) => void;
  'session:ended': (event: { reason: string }) => void;
};

export type Answer = { ok: true } | { ok: false; code: string };

export type ClientToServerEvents = {
  'progress:follow': (request: { announcementId: string }, answer: (answer: Answer) => void) => void;
};
