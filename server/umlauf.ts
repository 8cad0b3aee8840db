import type { Confirmed, Given } from './acknowledgements/acknowledgement.ts';
import type { Allowance } from './platform/allowance.ts';
import type { Batches } from './platform/batches.ts';
import type { ChangeFeed } from './platform/change-feed.ts';
import type { ReadMark } from './channels/channel.ts';
import type { Posted, Posting } from './channels/posting.ts';
import type { Changes } from './changes.ts';
import type { Clock } from './platform/clock.ts';
import type { Config } from './config.ts';
import type { Database } from './platform/db/database.ts';
import type { Live } from './platform/live/live.ts';
import type { Log } from './platform/log.ts';
import type { Metrics } from './platform/metrics.ts';
import type { ServerToClientEvents } from './live-events.ts';
import type { Actor } from './sign-in/actor.ts';
import type { Idp } from './sign-in/saml/open-idp.ts';

/** What every action may reach, in the server and on the command line. */
export type House = {
  config: Config;
  log: Log;
  clock: Clock;
  db: Database['reader'];
  database: Database;
  /** One transaction on the writer; what it appended to the change feed has been followed when this returns. */
  transaction: Database['transaction'];
  changes: ChangeFeed<Changes>;
  /** Confirmations are committed in groups: what queues during a transaction is the next one. */
  confirmations: Batches<Given, Confirmed>;
  /** What is said in the channels, and how far each has read, are committed in groups too. */
  posts: Batches<Posting, Posted>;
  readMarks: Batches<ReadMark, null>;
  /** How much one person may say at once. */
  postAllowance: Allowance;
  /** Is the database marked as demo, and the name of the house it shows. */
  demo: boolean;
  houseName: string;
  sessionSecret: string;
  /** When this process last heard each directory in full: a run that finds nothing new writes nothing. */
  directoryHeardAt: Map<string, number>;
};

/** What a room's routes may reach besides: only the serving process has it. */
export type Umlauf = House & {
  live: Live<ServerToClientEvents, Actor>;
  metrics: Metrics;
  vapid: { publicKey: string; privateKey: string };
  release: string;
  /** The identity provider; null without SAML. */
  idp: Idp | null;
  /** After a confirmation: those who follow the progress are told. */
  countConfirmed: (announcementId: string) => void;
  /** The same, after something became of a notice. */
  countDelivered: (announcementId: string) => void;
  /** Looks for due deliveries at once instead of at the next poll. */
  nudgeDelivery: () => void;
};
