import assert from 'node:assert/strict';
import {
  checkFacts,
  directMembers,
  firstSeqFor,
  participantsKey,
  type Channel,
} from '../../server/channels/channel.ts';
import { excerptOf } from '../../server/channels/channel-card.ts';
import { checkMentions, mentionsIn } from '../../server/channels/message.ts';
import { judgePosting } from '../../server/channels/posting.ts';
import { defaultRetention } from '../../server/channels/retention/retention.ts';
import { refusesAs } from '../support/refuses-as.ts';

const channel: Channel = {
  id: 'c',
  kind: 'team',
  content: 'text',
  history: 'joining',
  ...{ title: 'Übergabe', purpose: 'Probe' },
  ...{ retention: defaultRetention, openedBy: 'anna', openedAt: 0 },
  ...{ lastSeq: 7, revision: 12, firstSeq: 1, lastPostedAt: 900 },
};
const member = { personId: 'ben', firstSeq: 1, readSeq: 0, seenSeq: 0, notices: 'mentions' } as const;
const posting = {
  channelId: 'c',
  personId: 'ben',
  clientMessageId: '1',
  text: 'Linie 4 läuft.',
  replyToSeq: null,
};
const standing = {
  ...{ channel, member, known: undefined, names: new Map(), senderName: 'Ben Yıldız' },
  ...{ isReplyThere: false, callsOfAll: 0, render: (text: string) => `<p>${text}</p>` },
};

describe('The rules of a channel', () => {
  it('let a newcomer see what comes, or all that is kept', () => {
    assert.equal(firstSeqFor({ history: 'joining', lastSeq: 7 }), 8);
    assert.equal(firstSeqFor({ history: 'whole', lastSeq: 7 }), 1);
  });

  it('keep those in a conversation who share a team with another of them', () => {
    const teams = (given: Record<string, string[]>) =>
      new Map(Object.entries(given).map(([person, names]) => [person, new Set(names)]));
    const all = ['anna', 'ben', 'clara'];
    assert.deepEqual(
      directMembers(all, teams({ anna: ['Früh'], ben: ['Früh', 'Nacht'], clara: ['Nacht'] })),
      all,
    );
    assert.deepEqual(directMembers(all, teams({ anna: ['Früh'], ben: ['Früh'], clara: ['Nacht'] })), [
      'anna',
      'ben',
    ]);
    assert.deepEqual(directMembers(all, teams({ anna: ['Früh'] })), [], 'whoever has left is in no team');
  });

  it('give the same people the same conversation, in whatever order', () => {
    assert.equal(participantsKey(['b', 'a']), participantsKey(['a', 'b']));
  });

  it('take a title and a purpose as one line each', () => {
    const facts = { title: ' Übergabe \n Früh ', purpose: 'Wer\twas', retention: defaultRetention };
    assert.deepEqual(checkFacts(facts), { ...facts, title: 'Übergabe Früh', purpose: 'Wer was' });
  });
});

describe('The rule of posting', () => {
  it('gives the next place and the next revision, and no time before the last one', () => {
    const { message } = judgePosting(posting, standing, 800);
    assert.deepEqual([message.seq, message.revision, message.postedAt], [8, 13, 900]);
  });

  it('neither renders nor reads what is sealed', () => {
    const sealed = { ...standing, channel: { ...channel, content: 'sealed' as const } };
    const { message } = judgePosting({ ...posting, text: '@[alle](all)' }, sealed, 1000);
    assert.deepEqual([message.text, message.html, message.mentionsAll], ['@[alle](all)', '', false]);
  });

  it('refuses whoever is not in the channel, as if there were none', () => {
    for (const missing of [{ channel: undefined }, { member: undefined }])
      assert.throws(() => judgePosting(posting, { ...standing, ...missing }, 1000), refusesAs('not-found'));
  });
});

describe('What a message calls', () => {
  const id = 'a'.repeat(32);

  it('is people and all, each once', () => {
    assert.deepEqual(mentionsIn(`@[Ben](person:${id}) und @[B](person:${id}), @[alle](all)`), {
      personIds: [id],
      all: true,
    });
    assert.deepEqual(mentionsIn(`@Ben, [Ben](person:${id}), @[Ben](person:kurz)`), {
      personIds: [],
      all: false,
    });
  });

  it('is at most fifty people', () => {
    const many = Array.from({ length: 51 }, (_, at) => `@[x](person:${String(at).padStart(32, '0')})`).join(
      ' ',
    );
    assert.throws(
      () => {
        checkMentions(mentionsIn(many));
      },
      refusesAs('invalid', 'too-many-mentions'),
    );
  });

  it('reads in a list as it does in the channel', () => {
    assert.equal(
      excerptOf(`**Achtung** @[Ben](person:${id}):\n> siehe [Plan](https://plan.example)`),
      'Achtung @Ben: siehe Plan',
    );
    assert.equal(excerptOf('a'.repeat(200)).length, 120);
  });

  it('costs as little in a list when it is made of brackets alone', () => {
    const bomb = `${'['.repeat(4000)}](${'a'.repeat(3990)}`;
    const began = performance.now();
    for (let times = 0; times < 50; times += 1) excerptOf(bomb);
    assert.ok(performance.now() - began < 1000, 'fifty replies that quote it, on one page');
  });
});
