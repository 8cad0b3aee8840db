import type { Knex } from 'knex';
import type { Db } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';
import { deliveryStates, type DeliveryKind, type DeliveryState, type Transport } from './delivery.ts';

export type DeliveryCounts = Record<DeliveryState, number>;

const none = (): DeliveryCounts =>
  Object.fromEntries(deliveryStates.map((state) => [state, 0])) as DeliveryCounts;

export type CountedDeliveries = { all: DeliveryCounts; byRoad: Record<Transport, DeliveryCounts> };

/** What became of everything that was sent about an announcement, in all and by road. */
export function countDeliveries(db: Db, announcementId: string): Promise<CountedDeliveries> {
  return countByRoad(
    db('deliveries').where({ announcement_id: announcementId }).whereNot({ kind: 'escalation' }),
  );
}

/** What became of everything that was asked for between these times, of whatever kind. */
export function countDeliveriesBetween(db: Db, from: number, to: number): Promise<CountedDeliveries> {
  return countByRoad(db('deliveries').whereBetween('created_at', [from, to]));
}

async function countByRoad(deliveries: Knex.QueryBuilder): Promise<CountedDeliveries> {
  const rows = (await deliveries
    .groupBy('transport', 'state')
    .select('transport', 'state')
    .count({ count: '*' })) as { transport: Transport; state: DeliveryState; count: number }[];
  const [all, byRoad] = [none(), { push: none(), mail: none() }];
  for (const { transport, state, count } of rows) {
    all[state] += count;
    byRoad[transport][state] = count;
  }
  return { all, byRoad };
}

export type PersonRoad = {
  transport: Transport;
  kind: DeliveryKind;
  state: DeliveryState;
  at: number | null;
};

type RoadRow = {
  transport: Transport;
  person_id: string;
  kind: DeliveryKind;
  state: DeliveryState;
  created_at: number;
  settled_at: number | null;
};

const bestFirst: DeliveryState[] = ['accepted', 'sending', 'queued', 'failed', 'expired', 'gone'];

/** Why a delivery ends that had come too late for anything: this is no road that did not lead there. */
const nothingToTell = 'nothing to tell';

/** What became of the last notice to each of these people, on the device, or by the mail, by which it went best. */
export async function listRoads(
  db: Db,
  announcementId: string,
  personIds: string[],
): Promise<Map<string, PersonRoad>> {
  const query = db('deliveries')
    .where({ announcement_id: announcementId })
    .whereNot({ kind: 'escalation' })
    .where((tried) => void tried.whereNull('last_error').orWhereNot('last_error', nothingToTell))
    .select('person_id', 'transport', 'kind', 'state', 'created_at', 'settled_at');
  const rows = (await whereIn(query, 'person_id', personIds)) as RoadRow[];
  const best = new Map<string, RoadRow>();
  for (const row of rows) {
    const known = best.get(row.person_id);
    if (!known || isBetter(row, known)) best.set(row.person_id, row);
  }
  return new Map(
    [...best.values()].map(({ person_id, transport, kind, state, settled_at }) => [
      person_id,
      { transport, kind, state, at: settled_at },
    ]),
  );
}

const isBetter = (row: RoadRow, known: RoadRow): boolean =>
  row.created_at === known.created_at
    ? bestFirst.indexOf(row.state) < bestFirst.indexOf(known.state)
    : row.created_at > known.created_at;

/** Since when the delivery that has waited longest is due; null when none is, or all are being sent. */
export async function findOldestDueAt(db: Db, now: number): Promise<number | null> {
  const row = (await db('deliveries')
    .where({ state: 'queued' })
    .where('next_attempt_at', '<=', now)
    .min({ at: 'next_attempt_at' })
    .first()) as { at: number | null };
  return row.at;
}

/** Those of channels only once they are due: by night they wait for the morning. */
export async function countPending(db: Db, now: number): Promise<number> {
  const row = (await db('deliveries')
    .whereIn('state', ['queued', 'sending'])
    .where((due) => void due.whereNot({ kind: 'channel' }).orWhere('next_attempt_at', '<=', now))
    .count({ count: '*' })
    .first()) as { count: number };
  return row.count;
}

/** How many people an occasion has deliveries for, by whatever road. */
export async function countPeopleOf(db: Db, occasionId: string): Promise<number> {
  const row = (await db('deliveries')
    .where({ occasion_id: occasionId })
    .countDistinct({ count: 'person_id' })
    .first()) as { count: number };
  return row.count;
}

/** How often this person has sent a test to the own devices since then. */
export async function countTests(db: Db, personId: string, since: number): Promise<number> {
  const row = (await db('deliveries')
    .where({ person_id: personId, kind: 'test' })
    .whereNull('announcement_id')
    .where('created_at', '>', since)
    .countDistinct({ count: 'occasion_id' })
    .first()) as { count: number };
  return row.count;
}
