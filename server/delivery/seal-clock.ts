import { createTicker, type Ticker } from '../platform/ticker.ts';
import type { House } from '../umlauf.ts';
import type { PushSender } from './push/send-push.ts';
import { listBrowserKeys } from './subscription-queries.ts';

const everyMs = 5 * 60_000;
/** About 300 bytes of memory each. */
const mostKept = 50_000;

/** Keeps what sealing needs ready for the next release to every device, also those that have come since the last look. */
export function createSealClock({ db, log }: House, sender: PushSender): Ticker {
  const look = async (): Promise<void> => sender.keepReady(await listBrowserKeys(db, mostKept));
  const tell = (trouble: unknown): void => {
    log.warn({ err: trouble }, 'keys for the next release could not be made ahead; they are made then');
  };
  const ticker = createTicker(everyMs, look, tell);
  return {
    start: () => {
      ticker.start();
      look().catch(tell);
    },
    stop: ticker.stop,
  };
}
