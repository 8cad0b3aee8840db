import assert from 'node:assert/strict';
import { join } from 'node:path';
import { draftFor } from './announcing.ts';
import { eventually } from './eventually.ts';
import { install, type Installation } from './installation.ts';
import { pushSettings, turnOnNotices } from './push-devices.ts';
import type { PushMessage, PushService } from './push-service/push-service.ts';
import type { Environment, RunningUmlauf } from './running-umlauf.ts';
import type { Answer, Visitor } from './visitor.ts';
import type { DatabaseKind } from './world.ts';

/** Where the program is killed: at a fault point, or while the push service takes its time to answer. */
export type Crash = 'release-committed' | 'delivery-claimed' | 'delivery-answered' | 'answer-delayed';

export type DeliveryRow = {
  state: string;
  subscription_id: string;
  attempts: number;
  last_status: number | null;
};

export type Recovery = {
  house: Installation;
  announcementId: string;
  devices: { id: string; endpoint: string }[];
  /** What the push service had seen when the program was dead. */
  before: PushMessage[];
  retry: Answer;
  deliveries: DeliveryRow[];
};

const key = 'one-release-whatever-happens';
const slowMs = 8_000;
const leaseAndMoreMs = 30_000;

const killAt = (crash: Crash): Environment =>
  crash === 'answer-delayed'
    ? {}
    : { NODE_OPTIONS: `--import=${join(import.meta.dirname, 'kill-at.mjs')}`, KILL_AT: `umlauf:${crash}` };

/** Releases to four devices, dies with SIGKILL on the way, starts again on the same data and sends the rest. */
export async function crashAndRecover(
  kind: DatabaseKind,
  crash: Crash,
  service: PushService,
): Promise<Recovery> {
  const house = await install(kind, pushSettings(service));
  try {
    const doomed = await house.start(killAt(crash));
    const anna = await doomed.signIn('anna');
    const logins = ['ben', 'ben', 'm.aydogan', 'y.haddad'];
    const devices = await Promise.all(
      logins.map(async (login) => turnOnNotices(await doomed.signIn(login), service, house.dataDir)),
    );
    const { id } = await draftFor(anna, { teams: ['Frühschicht'] });
    const endpoints = devices.map(({ endpoint }) => endpoint);
    if (crash === 'answer-delayed') {
      await Promise.all(
        endpoints.map((endpoint) => service.script({ endpoint, answer: 201, delayMs: slowMs, times: 1 })),
      );
    }
    const released = releaseAgain(anna, id).catch(() => null);
    if (crash === 'answer-delayed') await whileAnswersAreDue(service, endpoints, doomed);
    assert.deepEqual(await doomed.ended, { code: null, signal: 'SIGKILL' });
    await released;
    const before = await pushesTo(service, endpoints);

    await house.start();
    const retry = await releaseAgain(anna, id);
    const deliveries = await eventually(
      () => house.look(({ reader }) => deliveriesOf(reader, id)),
      (rows) => rows.every(({ state }) => state === 'accepted'),
      leaseAndMoreMs,
    );
    return { house, announcementId: id, devices, before, retry, deliveries };
  } catch (error) {
    await house.remove();
    throw error;
  }
}

export const releaseAgain = (anna: Visitor, id: string): Promise<Answer> =>
  anna.call('POST', `/announcements/${id}/release`, undefined, { 'idempotency-key': key });

type Reader = Parameters<Parameters<Installation['look']>[0]>[0]['reader'];

export async function deliveriesOf(reader: Reader, id: string): Promise<DeliveryRow[]> {
  return (await reader('deliveries')
    .where({ announcement_id: id })
    .select('state', 'subscription_id', 'attempts', 'last_status')) as DeliveryRow[];
}

export async function pushesTo(service: PushService, endpoints: string[]): Promise<PushMessage[]> {
  const attempts = await service.journal();
  return attempts.filter((attempt): attempt is PushMessage => {
    assert.equal(attempt.refused, null);
    return endpoints.includes(attempt.endpoint);
  });
}

async function whileAnswersAreDue(
  service: PushService,
  endpoints: string[],
  doomed: RunningUmlauf,
): Promise<void> {
  await eventually(
    () => pushesTo(service, endpoints),
    ({ length }) => length === endpoints.length,
  );
  await doomed.kill('SIGKILL');
}
