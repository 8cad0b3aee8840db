import { insertRows } from '../../server/platform/db/dialect.ts';
import { newId } from '../../server/platform/ids.ts';
import type { World } from './world.ts';

const hourMs = 3_600_000;

type Given = { count: number; year: number; word: string; senderId: string; personId: string };

/**
 * One person's announcements as years in a busy house leave them behind, one an hour: every third asks for nothing,
 * every hundredth still waits, the others are confirmed.
 */
export async function leaveHistory({ umlauf, clock }: World, given: Given): Promise<void> {
  const { count, year, word, senderId, personId } = given;
  const past = Array.from({ length: count }, (_, at) => ({
    ...{ id: newId(), serial: at + 1, releasedAt: clock.now() - (at + 1) * hourMs },
    kind: at % 3 === 0 ? 'none' : 'confirm',
    acknowledgementId: at % 3 === 0 || at % 100 === 1 ? null : newId(),
  }));
  const announcements = past.map(({ id, serial, kind, releasedAt }) => ({
    ...{ id, number_year: year, number_serial: serial, sender_id: senderId, status: 'released' },
    ...{ priority: 'normal', acknowledgement: kind, audience: '{}', version: 1, language: 'de' },
    ...{ released_at: releasedAt, created_at: releasedAt, updated_at: releasedAt },
  }));
  const versions = past.map(({ id, serial, releasedAt }) => ({
    ...{ announcement_id: id, version: 1, title: `${word} ${serial}`, body: '', body_html: '' },
    ...{ content_hash: '', created_at: releasedAt, author_id: senderId },
    search_text: `${year}-${serial} ${word.toLowerCase()} ${serial} ${'im werk und in der halle '.repeat(80)}`,
  }));
  const recipients = past.map(({ id, releasedAt, acknowledgementId }) => ({
    ...{ announcement_id: id, person_id: personId, added_at: releasedAt },
    acknowledgement_id: acknowledgementId,
  }));
  const acknowledgements = past.flatMap(({ id, releasedAt, acknowledgementId }) =>
    acknowledgementId === null
      ? []
      : {
          ...{ id: acknowledgementId, announcement_id: id, person_id: personId, version: 1 },
          ...{ content_hash: '', client_ack_id: id, acknowledged_at: releasedAt + 1000 },
          ...{ signed_in_how: 'demo', device: '' },
        },
  );
  await umlauf.transaction(async (tx) => {
    await insertRows(tx, 'announcements', announcements);
    await insertRows(tx, 'announcement_versions', versions);
    await insertRows(tx, 'recipients', recipients);
    await insertRows(tx, 'acknowledgements', acknowledgements);
  });
}
