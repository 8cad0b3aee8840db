import assert from 'node:assert/strict';
import { checkWordsOf } from '../../../server/announcements/words/check-words.ts';
import { words } from '../../../server/announcements/words/words.ts';
import { composeMail, type MailRequest } from '../../../server/delivery/mail/compose-mail.ts';
import { isMailAddress, parseSender } from '../../../server/delivery/mail/mail-address.ts';
import { judgeMail, type MailAttempt } from '../../../server/delivery/mail/mail-outcome.ts';
import { messageIdOf } from '../../../server/delivery/mail/message-id.ts';
import { languages } from '../../../server/platform/views/languages.ts';

const request = (change: Partial<MailRequest> = {}): MailRequest => ({
  ...{ kind: 'announcement', priority: 'critical', requiresAcknowledgement: true, withdrawn: false },
  ...{ drill: false, language: 'de', timeZone: 'Europe/Berlin', now: Date.UTC(2027, 4, 13) },
  sender: { name: 'Anna Krause', department: 'Werkleitung' },
  ...{ releasedAt: Date.UTC(2027, 4, 13, 4), deadlineAt: Date.UTC(2027, 4, 14, 12) },
  ...{ words: 'tiger melon radio', address: 'https://umlauf.example/announcements/0123' },
  ...change,
});

describe('What a mail says', () => {
  it('is there in every language for every kind, priority and state, with the address and the words', () => {
    for (const language of languages)
      for (const kind of ['announcement', 'reminder', 'correction'] as const)
        for (const priority of ['normal', 'important', 'critical'] as const)
          for (const requiresAcknowledgement of [true, false])
            for (const withdrawn of [true, false]) {
              const given = { language, kind, priority, requiresAcknowledgement, withdrawn };
              const { subject, text, html } = composeMail(request(given));
              for (const part of [subject, text, html])
                assert.doesNotMatch(part, /mail:|\{\{|undefined|null/, JSON.stringify(given));
              for (const part of [text, html]) {
                assert.ok(part.includes('https://umlauf.example/announcements/0123'));
                assert.ok(part.includes('tiger melon radio'));
              }
              assert.equal(/14/.test(subject), requiresAcknowledgement && !withdrawn, subject);
            }
  });

  it('is an exercise from its first word on', () => {
    const { subject, text } = composeMail(request({ drill: true }));
    assert.match(subject, /^ÜBUNG: /);
    assert.match(text, /^ÜBUNG: /);
  });

  it('is text where a name looks like mark-up, and one line where it does not', () => {
    const sender = { name: '<b>Anna</b>\r\nBcc: x@y', department: '"Q" & A' };
    const { html, text } = composeMail(request({ sender }));
    assert.ok(html.includes('&lt;b&gt;Anna&lt;/b&gt; Bcc: x@y, &quot;Q&quot; &amp; A'), html);
    assert.match(text, /: <b>Anna<\/b> Bcc: x@y, "Q" & A\n/);
  });
});

describe('The three words', () => {
  it('are short, plain, and enough that none guesses them', () => {
    assert.ok(words.length >= 256);
    assert.equal(new Set(words).size, words.length);
    for (const word of words) assert.match(word, /^[a-z]{2,10}$/);
  });

  it('are the same for the same announcement of the same house, and others for another', () => {
    const [one, same] = [checkWordsOf('key', 'a'), checkWordsOf('key', 'a')];
    assert.equal(one, same);
    assert.match(one, /^[a-z]+ [a-z]+ [a-z]+$/);
    assert.equal(new Set([one, checkWordsOf('key', 'b'), checkWordsOf('other', 'a')]).size, 3);
  });
});

describe('A mail address', () => {
  const taken = [
    'a@b.example',
    'anna.krause+x@mail.lindenhof.example',
    "o'neil@b.example",
    'ä@münchen.example',
  ];
  const refused = [
    ...['', 'anna', '@b.example', 'a@', 'a@b@c.example', 'a b@c.example', 'a@b.example\r\nBcc: x@y.example'],
    ...['<a@b.example>', 'a@b.example,c@d.example', '"a b"@c.example', 'a@[127.0.0.1]', 'a@b..example'],
    ...['a\u2028@b.example', 'a\0@b.example', `${'a'.repeat(65)}@b.example`, `a@${'b'.repeat(260)}`],
  ];
  it('is taken as it stands, or not at all', () => {
    for (const given of taken) assert.ok(isMailAddress(given), given);
    for (const given of [null, ...refused]) assert.ok(!isMailAddress(given), JSON.stringify(given));
  });

  it('of a sender may have a name', () => {
    assert.deepEqual(parseSender('Umlauf Süd <u@b.example>'), { name: 'Umlauf Süd', address: 'u@b.example' });
    assert.deepEqual(parseSender('"Umlauf" <u@b.example>'), { name: 'Umlauf', address: 'u@b.example' });
    assert.deepEqual(parseSender('u@b.example'), { name: '', address: 'u@b.example' });
    assert.deepEqual(parseSender('<u@b.example>'), { name: '', address: 'u@b.example' });
    for (const given of ['', 'anna', 'a b@c.example', 'U <u@b.example> x', 'U\r\nBcc: x <u@b.example>'])
      assert.equal(parseSender(given), null, JSON.stringify(given));
  });
});

describe('What a mail server answers', () => {
  const table: [MailAttempt, string][] = [
    [{ status: 250, command: null }, 'accepted'],
    [{ status: 550, command: 'RCPT TO' }, 'gone'],
    [{ status: 553, command: 'RCPT TO' }, 'gone'],
    [{ status: 550, command: 'RCPT TO', enhanced: '5.1.1' }, 'gone'],
    [{ status: 550, command: 'RCPT TO', enhanced: '5.7.1' }, 'failed'],
    [{ status: 552, command: 'RCPT TO' }, 'failed'],
    [{ status: 554, command: 'DATA' }, 'failed'],
    [{ status: 450, command: 'RCPT TO' }, 'queued'],
    [{ status: 421, command: null }, 'queued'],
    [{ status: 535, command: 'AUTH PLAIN' }, 'queued'],
    [{ status: 550, command: 'MAIL FROM' }, 'queued'],
    [{ fault: 'ETIMEDOUT' }, 'queued'],
  ];
  for (const [attempt, state] of table)
    it(`${JSON.stringify(attempt)} is ${state}`, () => {
      const times = { attempts: 1, now: 1000, chance: 0.5 };
      assert.equal(judgeMail(attempt, { ...times, expiresAt: 3_600_000 }).state, state);
      if (state === 'queued')
        assert.equal(judgeMail(attempt, { ...times, expiresAt: 2000 }).state, 'expired', 'too late');
    });
});

describe('The name of a mail', () => {
  it('is one for each occasion and person, and says neither', () => {
    const one = messageIdOf('key', 'occasion', 'person', 'u@b.example');
    assert.match(one, /^<[0-9a-f]{32}@b\.example>$/);
    const others = [
      messageIdOf('key', 'occasion', 'other', 'u@b.example'),
      messageIdOf('key', 'other', 'person', 'u@b.example'),
      messageIdOf('other', 'occasion', 'person', 'u@b.example'),
    ];
    assert.equal(new Set([one, ...others]).size, 4);
  });
});
