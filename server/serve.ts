import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createProgressTicker } from './acknowledgements/progress-ticker.ts';
import { createReleaseClock } from './announcements/release-clock.ts';
import { createChannelRooms } from './channels/channel-rooms.ts';
import { createApp } from './app.ts';
import { createRetentionClock } from './channels/retention/retention-clock.ts';
import type { Config } from './config.ts';
import type { CountOutcome, Transport } from './delivery/delivery.ts';
import { createDeliveryWorker } from './delivery/delivery-worker.ts';
import { createMailWorker } from './delivery/mail/mail-worker.ts';
import { createMailer } from './delivery/mail/send-mail.ts';
import { createPlanClock } from './delivery/plan/plan-clock.ts';
import { createSealClock } from './delivery/seal-clock.ts';
import { createPushSender } from './delivery/push/send-push.ts';
import { createSkewClock } from './delivery/skew/skew-clock.ts';
import { createDirectoryClock } from './directory/directory-clock.ts';
import { ldapDirectory, ldapSource } from './directory/ldap/ldap-directory.ts';
import { loadVapidKeys } from './delivery/push/vapid-keys.ts';
import { judgeContact } from './doctor/judge-contact.ts';
import { seedDemoIfEmpty } from './seed-demo.ts';
import { followChanges } from './follow-changes.ts';
import { gaugeHouse } from './gauge-house.ts';
import type { ServerToClientEvents } from './live-events.ts';
import { openHouse } from './open-house.ts';
import { systemClock, type Clock } from './platform/clock.ts';
import { createOriginCheck } from './platform/http/origin.ts';
import { stopServer } from './platform/http/stop-server.ts';
import { createLive } from './platform/live/live.ts';
import type { Log } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import { projectRoot } from './platform/project-root.ts';
import { readAssets } from './platform/views/assets.ts';
import type { Actor } from './sign-in/actor.ts';
import { findActor } from './sign-in/find-actor.ts';
import { openIdp } from './sign-in/saml/open-idp.ts';
import { roomsOf } from './sign-in/live-rooms.ts';
import { tidyUp } from './tidy-up.ts';
import type { House, Umlauf } from './umlauf.ts';

type RunningUmlauf = { umlauf: Umlauf; address: AddressInfo; stop: () => Promise<void> };

const stopWithinMs = 1500;
const sweepSessionsMs = 60_000;

/** Starts the whole portal: database, pages, live connections, delivery. */
export async function serve(config: Config, log: Log, clock: Clock = systemClock): Promise<RunningUmlauf> {
  const idp = await openIdp(config, clock, log);
  const house = await openHouse(config, clock, log);
  if (house.demo) await seedDemoIfEmpty(house);
  const metrics = createMetrics();
  const live = createLive<ServerToClientEvents, Actor>({
    clock,
    log,
    isOwnOrigin: createOriginCheck(config.baseUrl),
    farewell: { event: 'session:ended', payload: { reason: 'ended' } },
    authenticate: async ({ headers, token }) => {
      const found = await findActor(house, headers, token);
      if (!found) return null;
      const version = rooms.version();
      const own = [...roomsOf(found.actor), ...(await rooms.roomsFor(found.actor.person.id))];
      return { identity: found.actor, rooms: own, isStale: () => rooms.version() !== version };
    },
  });
  const rooms = createChannelRooms({ db: house.db, live });
  const vapid = loadVapidKeys(config.vapidKeyFile);
  if (!house.demo && judgeContact(config.pushContact).verdict === 'bad')
    log.warn(
      { contact: config.pushContact },
      'Apple refuses a contact that nobody outside can write to: set PUSH_CONTACT to a public mailto: or https: address',
    );
  const sender = createPushSender({
    vapid,
    contact: config.pushContact,
    allowedHosts: config.pushAllowedHosts,
    ca: config.pushCa,
    proxy: config.pushProxy,
  });
  const deliveries = metrics.counter('umlauf_deliveries_total', 'Outcomes of deliveries', [
    'transport',
    'outcome',
  ]);
  const ticker = createProgressTicker({ db: house.db, live, log });
  const countOn =
    (transport: Transport): CountOutcome =>
    (outcome, announcementId) => {
      deliveries.inc({ transport, outcome });
      if (announcementId !== null) ticker.deliver(announcementId);
    };
  const worker = createDeliveryWorker(house, sender, countOn('push'));
  const mailWorker = openMailWorker(house, countOn('mail'));
  const sealClock = createSealClock(house, sender);
  const releaseClock = createReleaseClock(house);
  const directoryClock = openDirectoryClock(house);
  const acknowledgements = metrics.counter('umlauf_acknowledgements_total', 'Confirmations taken');
  gaugeHouse(house, metrics, live);
  const umlauf: Umlauf = {
    ...house,
    live,
    metrics,
    vapid,
    release: readAssets(projectRoot).release,
    idp,
    nudgeDelivery: () => {
      worker.nudge();
      mailWorker?.nudge();
    },
    countConfirmed: (announcementId) => {
      acknowledgements.inc();
      ticker.count(announcementId);
    },
    countDelivered: ticker.deliver,
  };
  followChanges(umlauf, rooms);
  const planClock = createPlanClock(house, umlauf.nudgeDelivery);
  const skewClock = createSkewClock(house);
  const retentionClock = createRetentionClock(house);
  let isDraining = false;
  const app = createApp(umlauf, () => isDraining);
  const server = config.tls ? createHttpsServer(config.tls, app) : createHttpServer(app);
  server.requestTimeout = 30_000;
  server.headersTimeout = 15_000;
  live.attach(server);
  await house.changes.start();
  await listen(server, config);
  worker.start();
  sealClock.start();
  mailWorker?.start();
  ticker.start();
  releaseClock.start();
  planClock.start();
  skewClock.start();
  retentionClock.start();
  directoryClock?.start();
  const sweep = setInterval(() => {
    tidyUp(umlauf).catch((error: unknown) => {
      log.warn({ err: error }, 'what has expired could not be swept');
    });
  }, sweepSessionsMs);

  async function stop(): Promise<void> {
    isDraining = true;
    clearInterval(sweep);
    ticker.stop();
    const closed = stopServer(server, stopWithinMs);
    await Promise.all([
      ...[worker.stop(), sealClock.stop(), mailWorker?.stop(), live.stop(), closed],
      ...[
        releaseClock.stop(),
        planClock.stop(),
        skewClock.stop(),
        retentionClock.stop(),
        directoryClock?.stop(),
      ],
    ]);
    await Promise.all([house.confirmations.drain(), house.posts.drain(), house.readMarks.drain()]);
    await house.changes.stop();
    await house.database.close();
  }

  return { umlauf, address: server.address() as AddressInfo, stop };
}

function openMailWorker(house: House, counted: CountOutcome): ReturnType<typeof createMailWorker> | null {
  const { mail: settings } = house.config;
  return settings && createMailWorker(house, { mailer: createMailer(settings), settings }, counted);
}

function openDirectoryClock(house: House): ReturnType<typeof createDirectoryClock> | null {
  const { ldap, maxDropPercent } = house.config;
  return (
    ldap &&
    createDirectoryClock(house, ldapDirectory(ldap, house), { ...ldap, source: ldapSource, maxDropPercent })
  );
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
