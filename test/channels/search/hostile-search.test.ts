import assert from 'node:assert/strict';
import { problemOf } from '../../support/chatting.ts';
import { plantChannel, plantMessages } from '../../support/conversation.ts';
import { hostileMarkup } from '../../support/hostile-markup.ts';
import { askForMessages, textsFound, type FoundMessages } from '../../support/searching.ts';
import { describeOnEachDatabase } from '../../support/world.ts';

/** What each search has answered on the database that came first. */
const outcomes = new Map<string, (string | number)[]>();

describeOnEachDatabase('A hostile search', (world) => {
  const house = () => world().umlauf;

  it('takes whatever is typed as words, and finds the hostile like the harmless', async () => {
    const reader = await world().signIn('ben');
    const channelId = await plantChannel(house(), [reader.personId]);
    await plantMessages(
      house(),
      hostileMarkup.map((text) => ({ channelId, senderId: reader.personId, text })),
    );
    const operators = [
      ...['"', '""', "'", "''", "' or 1=1 --", 'a" OR "b', 'a* b*', '*', '^alert', '-alert', 'NOT alert'],
      ...['alert AND', 'OR', 'AND', 'NEAR(alert onerror, 5)', '{words}: alert', 'words:alert', 'rowid:1'],
      ...[
        'a & b',
        'a | b',
        '!a',
        'a <-> b',
        'a:*',
        "'a':*",
        '\\',
        "\\'",
        '%',
        '_',
        '%_%',
        '$1',
        '?',
        ':name',
      ],
      ...[
        '§',
        '¶',
        '\u202ealert',
        'a\u0308'.repeat(40),
        '🔥'.repeat(40),
        'ﷺ',
        '½',
        'x'.repeat(200),
        '\u200b',
      ],
      ...['); drop table messages; --', "'::tsquery", '((((', '))))', 'a\tb\nc', 'İ', 'ß', 'ﬁ'],
    ];
    for (const q of [...operators, ...hostileMarkup.map((text) => text.slice(0, 200))]) {
      const answer = await askForMessages(reader, { q, channel: channelId });
      assert.ok([200, 400, 422].includes(answer.status), `${q}: ${answer.status} ${answer.text}`);
      const found = answer.status === 200 ? (answer.json as FoundMessages).items.map(({ text }) => text) : [];
      const outcome = [answer.status, ...found];
      assert.deepEqual(outcome, outcomes.get(q) ?? outcome, `${q}: the same on both databases`);
      outcomes.set(q, outcome);
    }
    const [alert = ''] = await textsFound(reader, { q: '<script>alert(1)</script>', limit: '1' });
    assert.match(alert, /alert/);
    assert.deepEqual(await textsFound(reader, { q: `§${channelId}` }), [], 'no channel is named by a word');
  });

  it('refuses what is no search, in its shape or in its meaning', async () => {
    const reader = await world().signIn('ben');
    for (const query of [
      ...[
        'limit=-1',
        'limit=0',
        'limit=101',
        'limit=1e9',
        'limit=x',
        'after=',
        'after=%25',
        'after=ffffffffff',
      ],
      ...['after=A', 'after=-1', 'person=ben', 'person=', 'channel=..%2f', 'channel=1&channel=2', 'q=a&q=b'],
      ...[
        'from=gestern',
        'from=2027-02-31T10:00:00Z',
        'to=31.02.2027',
        'from=',
        'sort=seq',
        'q[]=a',
        '__proto__=1',
      ],
      ...[`q=${'x'.repeat(201)}`, 'q=%00', 'q=a%1b', `after=${'f'.repeat(32)}`],
    ]) {
      const answer = await reader.call('GET', `/messages?q=halle&${query}`.replace('q=halle&q', 'q'));
      assert.deepEqual([query, ...problemOf(answer)], [query, 400, 'malformed-field']);
    }
    const words = Array.from({ length: 11 }, (_, at) => `wort${at}`).join(' ');
    for (const query of [
      ...['', 'q=', 'q=%20', 'q=%25', 'q=%22%22', 'q=*', 'limit=5', `q=${encodeURIComponent(words)}`],
      'q=halle&from=2026-12-01T10:00:00Z&to=2026-12-01T10:00:00Z',
    ]) {
      const answer = await reader.call('GET', `/messages?${query}`);
      assert.equal(answer.status, 422, query);
      assert.match(problemOf(answer)[1], /^search-/, query);
    }
    assert.deepEqual(
      await textsFound(reader, { q: 'halle', after: '1' }),
      [],
      'a place of another is no door',
    );
  });
});
