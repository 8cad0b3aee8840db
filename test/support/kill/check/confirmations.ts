import type { Evidence } from './evidence.ts';

/** I1 to I3 and I5: what a person saw confirmed is there, once, by that person's own hand; an inbox shows each thing once. */
export function checkConfirmations(evidence: Evidence): string[] {
  return [...checkConfirmed(evidence), ...checkRows(evidence), ...checkInboxes(evidence)];
}

function checkConfirmed({ confirms, tables }: Evidence): string[] {
  const rows = new Map(tables.acknowledgements.map((row) => [row['id'], row]));
  return confirms.flatMap(({ type, announcementId, personId, receiptId, acknowledgedAt }) => {
    if (type !== 'ok') return [];
    const row = rows.get(receiptId);
    if (!row) return [`lost: the confirmation ${String(receiptId)} that ${personId} was answered`];
    const isSame =
      row['announcement_id'] === announcementId &&
      row['person_id'] === personId &&
      row['acknowledged_at'] === Date.parse(acknowledgedAt ?? '');
    return isSame ? [] : [`changed: the confirmation ${String(receiptId)} of ${personId}`];
  });
}

function checkRows({ confirms, releases, tables }: Evidence): string[] {
  const played = new Set(releases.map(({ announcementId }) => announcementId));
  const rows = tables.acknowledgements.filter((row) => played.has(String(row['announcement_id'])));
  const found: string[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const [id, person] = [String(row['announcement_id']), String(row['person_id'])];
    const key = `${id} ${String(row['version'])} ${person}`;
    if (seen.has(key)) found.push(`doubled: the confirmation of ${key}`);
    seen.add(key);
    const isAsked = confirms.some(
      (one) =>
        one.type === 'invoke' &&
        one.announcementId === id &&
        one.personId === person &&
        one.clientAckId === row['client_ack_id'],
    );
    if (!isAsked) found.push(`invented: ${person} never confirmed ${id}`);
    const recipient = tables.recipients.find(
      (one) => one['announcement_id'] === id && one['person_id'] === person,
    );
    if (recipient?.['acknowledgement_id'] !== row['id']) found.push(`outstanding: ${person} for ${id}`);
  }
  return found;
}

function checkInboxes({ reads, releases, subscribed }: Evidence): string[] {
  const played = [...new Map(releases.map((release) => [release.announcementId, release])).values()];
  return [...new Set(subscribed.map(({ personId }) => personId))].flatMap((personId) => {
    const ids = reads.findLast((read) => read.personId === personId && read.ids)?.ids ?? [];
    const meant = played.filter(({ expected }) => expected.includes(personId));
    const missing = meant.filter(({ announcementId }) => !ids.includes(announcementId));
    return [
      ...missing.map(({ announcementId }) => `skipped: ${announcementId} is not in the inbox of ${personId}`),
      ...(new Set(ids).size === ids.length ? [] : [`doubled: in the inbox of ${personId}`]),
    ];
  });
}
