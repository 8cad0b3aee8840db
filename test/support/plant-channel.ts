import type { House } from '../../server/umlauf.ts';
import { newId } from '../../server/platform/ids.ts';
import { insertRows } from '../../server/platform/db/dialect.ts';

type Planted = {
  retention?: [unit: 'days' | 'hours' | 'conversation', amount: number | null];
  /** When each message was posted, the first first. */
  postedAt: number[];
  members?: string[];
};

const sender = 'a'.repeat(32);

/** A channel with messages of any age, as if it had been there all the time. */
export async function plantChannel(
  { transaction }: Pick<House, 'transaction'>,
  { retention: [retention, amount] = ['days', 30], postedAt, members = [] }: Planted,
): Promise<string> {
  const id = newId();
  const last = postedAt.length;
  await transaction(async (tx) => {
    await insertRows(tx, 'channels', [
      {
        ...{ id, kind: 'team', content: 'text', title: 'Frühschicht', purpose: 'Absprachen' },
        ...{ history: 'joining', retention, retention_amount: amount, opened_by: sender, opened_at: 0 },
        ...{ participants_key: null, last_seq: last, revision: last, first_seq: 1 },
        last_posted_at: postedAt.at(-1) ?? null,
      },
    ]);
    const rows = postedAt.map((at, index) => ({
      ...{ channel_id: id, seq: index + 1, revision: index + 1, sender_id: sender },
      ...{ client_message_id: `m${index}`, body: `Satz ${index}`, html: `<p>Satz ${index}</p>` },
      ...{ mentions_all: 0, posted_at: at },
    }));
    await insertRows(tx, 'messages', rows);
    const place = { channel_id: id, since: 0, first_seq: 1, read_seq: 0, notices: 'mentions' };
    await insertRows(
      tx,
      'channel_members',
      members.map((personId) => ({ ...place, person_id: personId })),
    );
  });
  return id;
}
