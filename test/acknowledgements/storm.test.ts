import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { confirmAnnouncement } from '../../server/acknowledgements/confirm-announcement.ts';
import type { Receipt } from '../../server/acknowledgements/receipt.ts';
import { verifyAudit } from '../../server/audit/verify-audit.ts';
import { openHouse } from '../../server/open-house.ts';
import { findActor } from '../../server/sign-in/find-actor.ts';
import { confirm, released } from '../support/announcing.ts';
import { breakRow } from '../support/fault.ts';
import { holdDatabase } from '../support/hold-database.ts';
import { leave } from '../support/membership.ts';
import { send, type Answer, type Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const [crowd, replays] = [40, 3];
const lockedMs = 3000;

type Attempt = { visitor: Visitor; id: string; version: number; expected: number; answer: Answer };
type Row = { id: string; announcement_id: string; person_id: string; version: number };
type Counts = { team_id: string; recipients: number; confirmed: number; left: number; late: number };

describeOnEachDatabase('A storm of confirmations', (world, kind) => {
  let people: Visitor[] = [];
  let anna: Visitor;

  before(async function () {
    this.timeout(120_000);
    const rows = world().umlauf.db('people').whereNot({ login: 'anna' }).orderBy('login');
    const logins = (await rows.limit(crowd).pluck('login')) as string[];
    people = await Promise.all([...new Set([...logins, 'ben'])].map((login) => world().signIn(login)));
    anna = await world().signIn('anna');
  });

  const change = async (id: string, what: 'correction' | 'withdrawal', body: object) => {
    const answer = await anna.call('POST', `/announcements/${id}/${what}`, body);
    assert.ok(answer.status < 300, answer.text);
  };
  const rowsOf = (ids: string[]) =>
    world().umlauf.db('acknowledgements').whereIn('announcement_id', ids) as unknown as Promise<Row[]>;

  /** The kept counts, and the same counted from the obligations themselves. */
  async function countsOf(id: string): Promise<{ kept: Counts[]; counted: Counts[] }> {
    const { db } = world().umlauf;
    const kept = (await db('obligation_counts')
      .where({ announcement_id: id })
      .orderBy('team_id')) as Counts[];
    const rows = (await db('recipients')
      .leftJoin('acknowledgements', 'acknowledgements.id', 'recipients.acknowledgement_id')
      .where({ 'recipients.announcement_id': id })
      .select('team_id', 'left_at', 'acknowledged_at', 'deadline_at')) as {
      team_id: string | null;
      left_at: number | null;
      acknowledged_at: number | null;
      deadline_at: number | null;
    }[];
    const counted = kept.map(({ team_id }) => {
      const of = rows.filter((row) => (row.team_id ?? '') === team_id);
      const confirmed = of.filter((row) => row.acknowledged_at !== null);
      const late = confirmed.filter((row) => Number(row.acknowledged_at) > (row.deadline_at ?? Infinity));
      const left = of.filter((row) => row.acknowledged_at === null && row.left_at !== null);
      return {
        ...{ announcement_id: id, team_id, recipients: of.length, confirmed: confirmed.length },
        ...{ left: left.length, late: late.length },
      };
    });
    return { kept, counted };
  }

  it('answers each of hundreds at once rightly, in a few transactions', async function () {
    this.timeout(120_000);
    const everyone = { everyone: true };
    const [plain, corrected, withdrawn, ofTeam] = await Promise.all([
      released(anna, everyone),
      released(anna, everyone),
      released(anna, everyone),
      released(anna, { teams: ['Frühschicht'] }),
    ]);
    await change(corrected.id, 'correction', { kind: 'material', body: 'Benutzen Sie **Tor 5**.' });
    await change(withdrawn.id, 'withdrawal', { reason: 'Es war ein Irrtum.' });
    await leave(world().umlauf, 'ben', 'Frühschicht');
    const inTeam = new Set(
      (await world()
        .umlauf.db('recipients')
        .where({ announcement_id: ofTeam.id })
        .whereNull('left_at')
        .pluck('person_id')) as string[],
    );
    const before = await world().umlauf.db('change_feed').max({ id: 'id' }).first<{ id: number }>();

    const attempt = async (
      visitor: Visitor,
      id: string,
      expected: number,
      version = 1,
    ): Promise<Attempt> => ({
      ...{ visitor, id, version, expected, answer: await confirm(visitor, id, version) },
    });
    const attempts = await Promise.all(
      people.flatMap((visitor) => [
        ...Array.from({ length: replays }, () => attempt(visitor, plain.id, 201)),
        attempt(visitor, corrected.id, 409, 1),
        attempt(visitor, corrected.id, 201, 2),
        attempt(visitor, corrected.id, 422, 9),
        attempt(visitor, withdrawn.id, 409),
        attempt(visitor, ofTeam.id, inTeam.has(visitor.personId) ? 201 : 404),
      ]),
    );

    const receipts = new Map<string, Set<string>>();
    for (const { visitor, id, version, expected, answer } of attempts) {
      const isRight = answer.status === expected || (expected === 201 && answer.status === 200);
      assert.ok(
        isRight,
        `${visitor.login}, version ${version}: ${answer.status}, not ${expected}: ${answer.text}`,
      );
      if (expected !== 201) continue;
      const receipt = answer.json as Receipt;
      assert.deepEqual([receipt.announcementId, receipt.version], [id, version]);
      assert.equal(receipt.person.id, visitor.personId);
      const key = `${id} ${visitor.personId}`;
      receipts.set(key, (receipts.get(key) ?? new Set()).add(answer.text));
    }
    const fresh = attempts.filter(({ answer }) => answer.status === 201).length;
    assert.equal(fresh, receipts.size, 'one of each is new');
    for (const [key, texts] of receipts) assert.equal(texts.size, 1, `${key}: a replay answers the same`);

    // I1, I2, I3: exactly the rows that somebody has a receipt of.
    const ids = [plain.id, corrected.id, withdrawn.id, ofTeam.id];
    const rows = await rowsOf(ids);
    const given = [...receipts.values()]
      .flatMap((texts) => [...texts])
      .map((one) => (JSON.parse(one) as Receipt).id);
    assert.deepEqual(rows.map(({ id }) => id).toSorted(), given.toSorted());
    assert.deepEqual(
      rows.map((row) => `${row.announcement_id} ${row.person_id}`).toSorted(),
      [...receipts.keys()].toSorted(),
    );
    for (const id of ids) {
      const { kept, counted } = await countsOf(id);
      assert.deepEqual(kept, counted);
      const buckets = (await world()
        .umlauf.db('confirmation_buckets')
        .where({ announcement_id: id })
        .sum({ confirmed: 'confirmed' })
        .first()) as { confirmed: number | null };
      assert.equal(Number(buckets.confirmed), rows.filter((row) => row.announcement_id === id).length);
    }
    const audit = await verifyAudit(world().umlauf.db);
    assert.ok(audit.intact);
    const entries = await world()
      .umlauf.db('audit_entries')
      .where({ action: 'acknowledgement:given' })
      .whereIn('subject', ids);
    assert.equal(entries.length, rows.length);

    // Each transaction tells once of each announcement that was confirmed in it.
    const told = (await world()
      .umlauf.db('change_feed')
      .where('id', '>', before.id)
      .where({ kind: 'announcement:changed' })
      .pluck('payload')) as string[];
    const payloads = told.map(
      (payload) => JSON.parse(payload) as { announcementId: string; personIds: string[] },
    );
    const ofPlain = payloads.filter(({ announcementId }) => announcementId === plain.id);
    assert.deepEqual(
      ofPlain.flatMap(({ personIds }) => personIds).toSorted(),
      people.map(({ personId }) => personId).toSorted(),
    );
    assert.ok(ofPlain.length <= people.length / 2, `${ofPlain.length} transactions`);
  });

  it('is waited for while another process holds the database for three seconds', async function () {
    const { id } = await released(anna, { everyone: true });
    const { release } = await holdDatabase(world().umlauf.config.databaseUrl);
    const startedAt = performance.now();
    const answers = people.map((visitor) => confirm(visitor, id));
    const healthy = await send(`${world().baseUrl}/healthz`, {});
    assert.equal(healthy.status, 200);
    assert.equal((await rowsOf([id])).length, 0);
    await new Promise((resolve) => setTimeout(resolve, lockedMs - (performance.now() - startedAt)));
    await release();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    assert.deepEqual(new Set(statuses), new Set([201]));
    assert.ok(performance.now() - startedAt >= lockedMs);
    assert.equal((await rowsOf([id])).length, people.length);
  });

  it('takes all but the one that breaks its transaction', async () => {
    world().expectErrors();
    const { id } = await released(anna, { everyone: true });
    const mend = await breakRow(world().umlauf, kind, 'poison');
    const { release } = await holdDatabase(world().umlauf.config.databaseUrl);
    // Whoever comes while the first one waits is in one transaction with the poisoned one.
    const answers = people.map((visitor, at) =>
      visitor.call('POST', `/announcements/${id}/acknowledgement`, {
        ...{ version: 1, clientAckId: at === 7 ? 'poison' : randomUUID() },
      }),
    );
    await send(`${world().baseUrl}/healthz`, {});
    await release();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    assert.deepEqual(
      statuses,
      people.map((_, at) => (at === 7 ? 500 : 201)),
    );
    await mend();
    assert.equal((await rowsOf([id])).length, people.length - 1);
    const { kept, counted } = await countsOf(id);
    assert.deepEqual(kept, counted);
    const [poisoned] = people.slice(7);
    assert.ok(poisoned);
    assert.equal((await confirm(poisoned, id)).status, 201, 'and that one when what broke it is mended');
  });

  it('leaves one row each when it comes to two processes at once', async () => {
    const { id } = await released(anna, { everyone: true });
    const { config, clock, log } = world().umlauf;
    const other = await openHouse(config, clock, log);
    try {
      const both = await Promise.all(
        people.map(async ({ cookie }) => {
          const actor = (await findActor(other, { cookie }, null))?.actor;
          assert.ok(actor);
          const give = (house: typeof other) =>
            confirmAnnouncement(house, actor, id, { version: 1, clientAckId: randomUUID(), claimedAt: null });
          return Promise.all([give(other), give(world().umlauf)]);
        }),
      );
      for (const [one, two] of both) {
        assert.equal(one.acknowledgement.id, two.acknowledgement.id);
        assert.notEqual(one.isNew, two.isNew);
      }
      assert.equal((await rowsOf([id])).length, people.length);
      const { kept, counted } = await countsOf(id);
      assert.deepEqual(kept, counted);
      assert.ok((await verifyAudit(other.db)).intact);
    } finally {
      await other.database.close();
    }
  });
});
