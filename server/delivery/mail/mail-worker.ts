import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../../platform/ids.ts';
import { faultPoint } from '../../platform/fault-point.ts';
import type { House } from '../../umlauf.ts';
import { claimDeliveries, type ClaimedDelivery } from '../claim-store.ts';
import { createHeldLeases, leaseMs } from '../held-leases.ts';
import type { CountOutcome } from '../delivery.ts';
import { deliverMail, type MailRoad } from './deliver-mail.ts';
import { concurrentMails } from './send-mail.ts';

type MailWorker = { start: () => void; nudge: () => void; stop: () => Promise<void> };

const pollMs = 1000;
/** How long a stop waits for answers before it cuts the connections. */
const lastAnswersMs = 1000;
const hourMs = 3_600_000;

/** Empties the outbox of mails, so many at a time as there are connections to the mail server. */
export function createMailWorker(house: House, road: MailRoad, counted: CountOutcome): MailWorker {
  const leases = createHeldLeases(house, 'mail');
  const inFlight = new Set<Promise<void>>();
  let warnedAt = -hourMs;
  let running = Promise.resolve();
  let stopped = true;
  let timer: NodeJS.Timeout | undefined;

  function claim(limit: number): Promise<ClaimedDelivery[]> {
    const now = house.clock.now();
    const lease = { id: newId(), transport: 'mail' as const, now, until: now + leaseMs, limit };
    return house.transaction((tx) => claimDeliveries(tx, lease));
  }

  async function handle(delivery: ClaimedDelivery): Promise<void> {
    const { attempt, state } = await deliverMail(house, road, delivery);
    if (state === null) return;
    counted(state, delivery.announcementId);
    if (state !== 'queued' && state !== 'failed') return;
    const now = house.clock.now();
    if (now - warnedAt < hourMs) return;
    warnedAt = now;
    house.log.warn({ answer: attempt, state }, 'the mail server does not take what it is given');
  }

  function begin(delivery: ClaimedDelivery): void {
    const letGo = leases.hold(delivery.leaseId);
    const handled = handle(delivery)
      .catch((error: unknown) => {
        house.log.error(
          { err: error, deliveryId: delivery.id },
          'what came of a mail could not be recorded; it is tried again when its lease ends',
        );
      })
      .finally(() => {
        letGo();
        inFlight.delete(handled);
        nudge();
      });
    inFlight.add(handled);
  }

  async function round(): Promise<void> {
    const limit = concurrentMails - inFlight.size;
    if (stopped || limit <= 0) return;
    const claimed = await claim(limit);
    if (claimed.length > 0) faultPoint('mail-claimed');
    claimed.forEach(begin);
  }

  function nudge(): void {
    if (stopped) return;
    running = running.then(round).catch((error: unknown) => {
      house.log.warn({ err: error }, 'mails could not be claimed; tried again at the next poll');
    });
  }

  return {
    start: () => {
      stopped = false;
      timer = setInterval(nudge, pollMs);
      leases.start();
      nudge();
    },
    nudge,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
      await Promise.race([Promise.all(inFlight), sleep(lastAnswersMs, undefined, { ref: false })]);
      road.mailer.close();
      await Promise.all(inFlight);
      await leases.stop();
    },
  };
}
