import assert from 'node:assert/strict';
import { check, type Verdict } from '../support/chat/check/check.ts';
import type { Evidence } from '../support/chat/check/evidence.ts';
import { playedRows } from '../support/chat/check/messages.ts';
import { playChat, type Series } from '../support/chat/play-chat.ts';
import type { DatabaseKind } from '../support/world.ts';

const kinds: DatabaseKind[] = ['SQLite', 'PostgreSQL'];
type Played = { verdict: Verdict; evidence: Evidence };

const series: Series = {
  ...{ seed: 6, messages: 200, people: 10, channels: 2, channelsOfEach: 2, wanderers: 4, cutAfterMs: 5000 },
  ...{ kills: 2, removals: 5, dismissals: 2, morePreloads: [] },
};

describe('Ten people who chat while the program dies and the directory changes', function () {
  this.timeout(120_000);
  const played = new Map<DatabaseKind, Promise<Played>>();
  before(() => {
    for (const kind of kinds) played.set(kind, playChat(kind, series));
    for (const each of played.values()) each.catch(() => undefined);
  });
  after(() => Promise.allSettled(played.values()));
  const resultOf = async (kind: DatabaseKind): Promise<Played> => (await played.get(kind)) ?? assert.fail();

  for (const kind of kinds)
    it(`have each message once, all in one order, and nothing after they were taken out (${kind})`, async () => {
      const { verdict } = await resultOf(kind);
      assert.deepEqual(verdict.violations, []);
      const { counts } = verdict;
      assert.equal(counts.messages >= series.messages, true, JSON.stringify(counts));
      assert.deepEqual([counts.kills, counts.removals, counts.dismissals], [2, 5, 2]);
      const happened = [
        ...[counts.repeatedPosts, counts.answersLost, counts.edits, counts.deletions, counts.disconnects],
        ...[counts.eventsSeen, counts.fetchedSeen, counts.refusedWhileOut],
      ];
      assert.ok(Math.min(...happened) > 0, JSON.stringify(counts));
    });

  type Bend = (evidence: Evidence) => unknown;
  const rowsOf = playedRows;
  function lose(bent: Evidence): void {
    const [lost] = rowsOf(bent);
    bent.tables['messages'] = (bent.tables['messages'] ?? []).filter((row) => row !== lost);
  }
  const throughout = ({ clients, removals }: Evidence) =>
    clients.find(({ personId }) => removals.every((removal) => removal.personId !== personId)) ??
    assert.fail();
  const bends: [string, RegExp, Bend][] = [
    ['a message is lost', /^lost: /, lose],
    ['there is a gap', /^gap: /, lose],
    [
      'a message stands there twice',
      /^doubled: /,
      (bent) => bent.tables['messages']?.push({ ...rowsOf(bent)[0], seq: 100_000 }),
    ],
    [
      'a message was sent by nobody',
      /^invented: /,
      (bent) => Object.assign(rowsOf(bent)[0] ?? {}, { client_message_id: 'of nobody' }),
    ],
    [
      'what was said later stands before',
      /^disorder: .* was sent before/,
      (bent) => bent.clients.forEach(({ posts }) => posts.reverse()),
    ],
    [
      'somebody sees another order',
      /^differs: /,
      (bent) => throughout(bent).seen.forEach((one) => (one.seq += 1)),
    ],
    [
      'events come in another order',
      /^disorder: .* by event after/,
      (bent) => throughout(bent).seen.reverse(),
    ],
    [
      'somebody never saw a message',
      /^missing: /,
      (bent) => (throughout(bent).seen = throughout(bent).seen.filter(({ seq }) => seq !== 5)),
    ],
    [
      'an edit does not reach somebody',
      /^stale: /,
      (bent) => rowsOf(bent).forEach((row) => (row['revision'] = Number(row['revision']) + 1)),
    ],
    [
      'somebody who is connected is not told',
      /^untold: /,
      (bent) => {
        const client = throughout(bent);
        Object.assign(client, { told: [], seen: client.seen.filter(({ by }) => by !== 'event') });
        for (const connection of client.connections) Object.assign(connection, { from: -1e9, until: 1e12 });
      },
    ],
    [
      'a message reaches somebody who is out',
      /^after the removal: /,
      (bent) => {
        const [removal] = bent.removals;
        const [channelId] = removal?.channelIds ?? [];
        const client = bent.clients.find(({ personId }) => personId === removal?.personId);
        const last = throughout(bent).seen.findLast((one) => one.channelId === channelId);
        if (client && last && removal) client.seen.push({ ...last, at: removal.at + 1 });
      },
    ],
    [
      'somebody who is out is answered',
      /^let in: /,
      (bent) => {
        const [asked, removal] = bent.removals;
        const client = bent.clients.find(({ personId }) => personId === removal?.personId);
        const channelId = removal?.channelIds[0] ?? '';
        const fetched = {
          ...client?.fetches[0],
          op: 'bent',
          channelId,
        } as Evidence['clients'][0]['fetches'][0];
        const at = (removal?.at ?? 0) + 1;
        client?.fetches.push({ ...fetched, type: 'invoke', at }, { ...fetched, type: 'ok', at: at + 1 });
        assert.ok(asked);
      },
    ],
    [
      'a deletion is forgotten',
      /^lost: the deletion/,
      (bent) => rowsOf(bent).forEach((row) => Object.assign(row, { deleted_at: null })),
    ],
    [
      'an edit is forgotten',
      /^lost: an edit/,
      (bent) => rowsOf(bent).forEach((row) => Object.assign(row, { edited_at: null })),
    ],
    [
      'an old text stays somewhere',
      /^remains: q\w+ stands in audit_entries/,
      (bent) => bent.tables['audit_entries']?.push({ details: 'q0123456789abcdefq' }),
    ],
  ];
  it('whatever else may go wrong is found out', async () => {
    const { evidence } = await resultOf('SQLite');
    for (const [title, expected, bend] of bends) {
      const bent = structuredClone(evidence);
      bend(bent);
      const { violations } = check(bent);
      assert.ok(
        violations.some((violation) => expected.test(violation)),
        `${title}: ${violations.slice(0, 20).join('\n')}`,
      );
    }
  });
});
