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

/** A message as everybody in its channel gets it; `html` is one rendering, neutral of viewer and language. */
export type PostedMessage = {
  seq: number;
  revision: number;
  sender: { id: string; name: string };
  clientMessageId: string;
  text: string;
  html: string;
  replyToSeq: number | null;
  mentions: string[];
  mentionsAll: boolean;
  reactions: { emoji: string; personIds: string[] }[];
  postedAt: string;
  editedAt: string | null;
  deletedAt: string | null;
};

export type ServerToClientEvents = {
  'announcement:released': (event: AnnouncementReleased) => void;
  'announcement:changed': (event: { id: string; jitterMs?: number }) => void;
  'acknowledgement:counted': (event: AcknowledgementCounted) => void;
  /** To whoever follows the progress, at most once a second: something became of its notices. */
  'delivery:counted': (event: { announcementId: string }) => void;
  'message:posted': (event: { channelId: string; message: PostedMessage }) => void;
  'message:changed': (event: { channelId: string; seq: number; revision: number }) => void;
  'channel:typing': (event: { channelId: string; personId: string }) => void;
  'channel:changed': (event: { channelId: string }) => void;
  /** What stood below is deleted for good. */
  'channel:cleared': (event: { channelId: string; beforeSeq: number }) => void;
  /** One's own read marker, moved on another page; `isAll`: nothing stands below it. */
  'channel:read': (event: { channelId: string; seq: number; isAll: boolean }) => void;
  'membership:changed': (event: Record<string, never>) => void;
  'session:ended': (event: { reason: string }) => void;
};

export type Answer = { ok: true } | { ok: false; code: string };

export type ClientToServerEvents = {
  'progress:follow': (request: { announcementId: string }, answer: (answer: Answer) => void) => void;
  'channel:typing': (request: { channelId: string }, answer: (answer: Answer) => void) => void;
};
