import assert from 'node:assert/strict';
import {
  actsBetween,
  answer,
  longestAnswer,
  longestReply,
  mostAnswers,
  reply,
  type Said,
} from '../../server/answers/answer.ts';
import { refusesAs } from '../support/refuses-as.ts';

const announcement = { id: 'a1', status: 'released' as const, version: 3 };
const said: Said = {
  ...{ announcement, personId: 'ben', version: 2, kind: 'cannot' as const, before: 0 },
  text: 'Ich stehe allein an der Linie.',
};
const given = answer(said, 'x1', 5000);
const by = { personId: 'anna', text: 'Ich schicke Ablösung.', publish: false };

describe('An answer other than yes', () => {
  it('carries what was said, of which version, and no reply yet', () => {
    assert.deepEqual(given, {
      ...{ id: 'x1', announcementId: 'a1', personId: 'ben', version: 2, kind: 'cannot' },
      ...{ text: said.text, givenAt: 5000, reply: null, publishedAt: null },
    });
  });

  it('speaks of the version that holds now, unless it names another', () => {
    assert.equal(answer({ ...said, version: null }, 'x1', 0).version, 3);
    assert.throws(() => answer({ ...said, version: 4 }, 'x1', 0), refusesAs('invalid', 'unknown-version'));
  });

  it('is plain text of 1 to 1000 characters, its line ends in one form', () => {
    assert.equal(answer({ ...said, text: '  Wo?\r\nWann?\n ' }, 'x1', 0).text, 'Wo?\nWann?');
    assert.equal(answer({ ...said, text: 'x'.repeat(longestAnswer) }, 'x1', 0).text.length, 1000);
    for (const text of ['', ' \r\n\t', '\u00a0'])
      assert.throws(() => answer({ ...said, text }, 'x1', 0), refusesAs('invalid', 'answer-missing'));
    const tooLong = 'x'.repeat(longestAnswer + 1);
    assert.throws(() => answer({ ...said, text: tooLong }, 'x1', 0), refusesAs('invalid', 'answer-too-long'));
  });

  it('that is refused names the field and the figure', () => {
    const names = (
      change: Partial<Said>,
      reason: string,
      field: string | undefined,
      params: Record<string, number>,
    ) => {
      const is = refusesAs('invalid', reason, field, params);
      assert.throws(() => answer({ ...said, ...change }, 'x1', 0), is);
    };
    names({ text: ' ' }, 'answer-missing', 'text', {});
    names({ text: 'x'.repeat(1001) }, 'answer-too-long', 'text', { count: 1000 });
    names({ version: 4 }, 'unknown-version', 'version', { version: 4 });
    names({ before: 20 }, 'too-many-answers', undefined, { count: 20 });
  });

  it('is taken of what is released, and of nothing else', () => {
    for (const status of ['draft', 'awaiting-approval', 'scheduled', 'withdrawn'] as const) {
      const other = { ...announcement, status };
      assert.throws(
        () => answer({ ...said, announcement: other }, 'x1', 0),
        refusesAs('conflict', 'takes-no-answers'),
      );
    }
  });

  it('may be given twenty times, no more', () => {
    assert.equal(answer({ ...said, before: mostAnswers - 1 }, 'x1', 0).id, 'x1');
    assert.throws(
      () => answer({ ...said, before: mostAnswers }, 'x1', 0),
      refusesAs('invalid', 'too-many-answers'),
    );
  });
});

describe('The reply to an answer', () => {
  const replied = reply(given, by, 6000);

  it('stands beside it with its time and whoever gave it', () => {
    assert.deepEqual(replied, { ...given, reply: { text: by.text, repliedAt: 6000, personId: 'anna' } });
    assert.deepEqual(actsBetween(given, replied), ['answer:replied']);
  });

  it('can be edited; sent again as it stands it changes nothing', () => {
    const edited = reply(replied, { ...by, text: 'Ab sieben.' }, 7000);
    assert.deepEqual(edited.reply, { text: 'Ab sieben.', repliedAt: 7000, personId: 'anna' });
    assert.deepEqual(actsBetween(replied, edited), ['answer:replied']);
    const again = reply(replied, { ...by, text: ` ${by.text}\r\n` }, 8000);
    assert.deepEqual(again, replied);
    assert.deepEqual(actsBetween(replied, again), []);
  });

  it('can be published, stays so since then, and can be taken back', () => {
    const published = reply(given, { ...by, publish: true }, 6000);
    assert.equal(published.publishedAt, 6000);
    assert.deepEqual(actsBetween(given, published), ['answer:replied', 'answer:published']);
    const edited = reply(published, { ...by, text: 'Ab sieben.', publish: true }, 7000);
    assert.equal(edited.publishedAt, 6000);
    assert.deepEqual(actsBetween(published, edited), ['answer:replied']);
    const takenBack = reply(published, by, 8000);
    assert.equal(takenBack.publishedAt, null);
    assert.deepEqual(actsBetween(published, takenBack), ['answer:taken-back']);
  });

  it('has 1 to 2000 characters', () => {
    assert.equal(reply(given, { ...by, text: 'x'.repeat(longestReply) }, 0).reply?.text.length, 2000);
    assert.throws(() => reply(given, { ...by, text: ' ' }, 0), refusesAs('invalid', 'reply-missing'));
    const tooLong = 'x'.repeat(longestReply + 1);
    assert.throws(() => reply(given, { ...by, text: tooLong }, 0), refusesAs('invalid', 'answer-too-long'));
  });
});
