import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { released } from '../support/announcing.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const [phones, events] = [6, 4];

type Receipt = { id: string; announcementId: string; claimedAt: string | null };

/** 3.3 "Offline acks": each phone comes back with three confirmations, and several events send them all at once. */
describeOnEachDatabase('Many phones that come back at once', (world) => {
  it('leave one row each, although every second answer is lost on the way', async () => {
    const anna = await world().signIn('anna');
    const announcements = await Promise.all(
      ['Kran 1', 'Kran 2', 'Kran 3'].map((title) => released(anna, { title, everyone: true })),
    );
    const people = (await world().umlauf.db('people').orderBy('login').limit(phones)) as { login: string }[];
    const owners = await Promise.all(people.map(({ login }) => world().signIn(login)));
    const claimedAt = new Date(world().clock.now()).toISOString();
    let [posts, answers] = [0, 0];

    /** Sends until it has seen an answer. */
    async function replay(owner: Visitor, id: string, clientAckId: string): Promise<Receipt> {
      for (;;) {
        posts += 1;
        const body = { version: 1, clientAckId, claimedAt };
        const { status, json, text } = await owner.call('POST', `/announcements/${id}/acknowledgement`, body);
        assert.ok(status === 200 || status === 201, text);
        answers += 1;
        if (answers % 2 === 0) return json as Receipt;
      }
    }

    const receipts = await Promise.all(
      owners.flatMap((owner) =>
        announcements.map(async ({ id }) => {
          const clientAckId = randomUUID();
          const seen = await Promise.all(
            Array.from({ length: events }, () => replay(owner, id, clientAckId)),
          );
          assert.equal(
            new Set(seen.map((receipt) => receipt.id)).size,
            1,
            'every answer is the same receipt',
          );
          return seen[0];
        }),
      ),
    );
    const ids = announcements.map(({ id }) => id);
    const rows = await world().umlauf.db('acknowledgements').whereIn('announcement_id', ids);
    assert.equal(rows.length, phones * announcements.length);
    assert.equal(posts, 2 * events * rows.length);
    assert.deepEqual(
      rows.map(({ id }: { id: string }) => id).toSorted(),
      receipts.map((each) => each?.id).toSorted(),
    );
    assert.ok(receipts.every((receipt) => receipt?.claimedAt === claimedAt));
  });
});
