import type { Evidence, Release } from './evidence.ts';
import { subscriptionsAt } from './subscriptions.ts';
import type { Tables } from './read-tables.ts';

const sorted = (ids: unknown[]): string => ids.map(String).sort().join(' ');

/** I4 and the same Idempotency-Key: one release, to all who were meant and nobody else, and all of it or nothing. */
export function checkReleases(evidence: Evidence): string[] {
  const asked = new Map(evidence.releases.map((release) => [release.announcementId, release]));
  return [...asked.values()].flatMap((release) => [
    ...checkAnswers(evidence, release),
    ...checkWhole(evidence, release, evidence.tables, 'at the end'),
    ...evidence.deaths.flatMap(({ point, tables }) =>
      checkWhole(evidence, release, tables, `at the death of ${point}`),
    ),
    ...checkLook(evidence, release),
  ]);
}

function checkAnswers(
  { releases, tables }: Evidence,
  { announcementId: id, key, expected }: Release,
): string[] {
  const found: string[] = [];
  const answers = releases.filter((one) => one.announcementId === id && one.type === 'ok');
  const counts = new Set(answers.map(({ recipients }) => recipients));
  if (answers.length === 0) found.push(`release ${id}: nobody got an answer`);
  if (counts.size > 1 || !counts.has(expected.length))
    found.push(`release ${id}: answered with ${[...counts].join(', ')} of ${expected.length} recipients`);
  const recorded = tables.audit_entries.filter(
    ({ action, subject }) => action === 'announcement:released' && subject === id,
  );
  if (recorded.length !== 1) found.push(`release ${id}: stands ${recorded.length} times in the record`);
  const keys = tables.idempotency_keys.filter((row) => row['key'] === key);
  if (keys.length !== 1) found.push(`release ${id}: its key stands ${keys.length} times`);
  return found;
}

function checkWhole(evidence: Evidence, release: Release, tables: Tables, when: string): string[] {
  const { announcementId: id, expected } = release;
  const ofThis = (rows: Record<string, unknown>[]) => rows.filter((row) => row['announcement_id'] === id);
  const announcement = tables.announcements.find((row) => row['id'] === id);
  if (!announcement) return when === 'at the end' ? [`release ${id}: is not there ${when}`] : [];
  const recipients = ofThis(tables.recipients).map((row) => row['person_id']);
  const rows = ofThis(tables.deliveries).filter((row) => row['kind'] === 'announcement');
  if (announcement['status'] !== 'released') {
    const isEarly = when === 'at the end' || recipients.length + rows.length > 0;
    return isEarly
      ? [`release ${id}: ${String(announcement['status'])} with ${rows.length} rows ${when}`]
      : [];
  }
  const found: string[] = [];
  if (sorted(recipients) !== sorted(expected))
    found.push(`skipped: ${id} has ${recipients.length} of ${expected.length} recipients ${when}`);
  const tried = rows.map((row) => row['subscription_id']);
  for (const { subscriptionId } of subscriptionsAt(evidence, Number(announcement['released_at'])))
    if (!tried.includes(subscriptionId)) found.push(`skipped: device ${subscriptionId} for ${id} ${when}`);
  if (new Set(tried).size !== tried.length) found.push(`doubled: two rows for one device for ${id} ${when}`);
  return found;
}

/** I10: what the sender is shown is what came of it. */
function checkLook({ looks, tables }: Evidence, { announcementId: id, expected }: Release): string[] {
  const progress = looks.findLast((look) => look.announcementId === id && look.progress)?.progress;
  if (!progress) return [`progress ${id}: was never shown`];
  const confirmed = tables.acknowledgements.filter((row) => row['announcement_id'] === id).length;
  const found: string[] = [];
  if (progress.recipients !== expected.length || progress.confirmed !== confirmed)
    found.push(`progress ${id}: ${progress.confirmed} of ${progress.recipients} confirmed, not ${confirmed}`);
  for (const road of ['push', 'mail'] as const) {
    const shown = Object.values(progress.deliveriesByRoad[road]).reduce((sum, count) => sum + count, 0);
    const rows = tables.deliveries.filter(
      (row) => row['announcement_id'] === id && row['transport'] === road,
    );
    if (shown !== rows.length) found.push(`progress ${id}: ${shown} by ${road}, not ${rows.length}`);
  }
  return found;
}
