import assert from 'node:assert/strict';
import { buildPayload, type PayloadRequest } from '../../server/delivery/push/payload.ts';
import { topicOf } from '../../server/delivery/push/topic.ts';
import { languages, translate } from '../../server/platform/views/languages.ts';

const id = '0123456789abcdef0123456789abcdef';
const request = (change: Partial<PayloadRequest> = {}): PayloadRequest => ({
  ...{
    kind: 'announcement',
    id,
    priority: 'critical',
    requiresAcknowledgement: true,
    ...{ withdrawn: false, drill: false },
    language: 'de',
    ...{ title: null, words: 'tiger melon radio' },
  },
  baseUrl: 'https://umlauf.lindenhof.example',
  ...change,
});

type Payload = { web_push: number; notification: Record<string, unknown>; pad: string };
const read = (change?: Partial<PayloadRequest>) => JSON.parse(buildPayload(request(change))) as Payload;
const everyRequest = languages.flatMap((language) =>
  (['announcement', 'reminder', 'correction', 'test'] as const).flatMap((kind) =>
    (['normal', 'important', 'critical'] as const).flatMap((priority) =>
      [true, false].map((requiresAcknowledgement) => ({ language, kind, priority, requiresAcknowledgement })),
    ),
  ),
);

describe('What a push carries', () => {
  it('is always 1,024 bytes long', () => {
    const titles = [
      null,
      'Kurz',
      '"\\'.repeat(200),
      'Ä'.repeat(500),
      '👩🏽‍🚒'.repeat(120),
      '\u0007'.repeat(300),
      `${'x'.repeat(236)}€`,
    ];
    const baseUrls = ['http://localhost:3000', `https://${'intranet-'.repeat(25)}.example:12345`];
    for (const given of everyRequest) {
      for (const title of titles) {
        for (const baseUrl of baseUrls) {
          const payload = buildPayload(request({ ...given, title, baseUrl }));
          assert.equal(Buffer.byteLength(payload), 1024, `${JSON.stringify(given)} ${title ?? '-'}`);
        }
      }
    }
  });

  it('is Declarative Web Push, that a browser can show by itself', () => {
    assert.deepEqual(read(), {
      web_push: 8030,
      notification: {
        title: translate('de', 'push:critical-confirm.title'),
        body: `${translate('de', 'push:critical-confirm.body')} Prüfwörter: tiger melon radio`,
        lang: 'de',
        tag: `announcement-${id}`,
        navigate: `https://umlauf.lindenhof.example/announcements/${id}`,
        data: { v: 1, kind: 'announcement', id, priority: 'critical' },
      },
      pad: read().pad,
    });
    assert.match(read().pad, /^ +$/);
  });

  it('has a title and a text of its own in every language, whatever it is about', () => {
    for (const given of everyRequest) {
      const { title, body, lang } = read(given).notification;
      assert.equal(lang, given.language);
      for (const text of [title, body]) {
        assert.ok(typeof text === 'string' && text.length > 3);
        assert.doesNotMatch(text, /[a-z]\.(title|body)$|[{}]|:\S/, 'a text, not the name of one');
      }
    }
    const titles = (kind: PayloadRequest['kind']) =>
      languages.map((language) => read({ language, kind }).notification['title']);
    for (const kind of ['announcement', 'reminder', 'test'] as const) {
      assert.equal(new Set(titles(kind)).size, languages.length, kind);
    }
  });

  it('replaces the announcement by its reminder on the screen', () => {
    const { tag, navigate, data } = read({ kind: 'reminder' }).notification;
    assert.equal(tag, read().notification['tag']);
    assert.equal(navigate, read().notification['navigate']);
    assert.equal((data as { kind: string }).kind, 'reminder');
  });

  it('leads a test to the page of one’s own devices', () => {
    const { tag, navigate, data } = read({ kind: 'test', id: 'test', priority: 'normal' }).notification;
    assert.deepEqual([tag, navigate], ['test', 'https://umlauf.lindenhof.example/me']);
    assert.deepEqual(data, { v: 1, kind: 'test', id: 'test', priority: 'normal' });
  });

  it('names the title only where the house wants it, and shortens a long one between characters', () => {
    assert.equal(read({ title: 'Halle 3' }).notification['title'], 'Halle 3');
    const shortened = read({ title: '🚒'.repeat(200) }).notification['title'] as string;
    assert.match(shortened, /^(🚒)+…$/u);
    assert.ok(Buffer.byteLength(shortened) <= 243);
  });
});

describe('The topic of a push', () => {
  const topic = (key: string, device: string, subject: string) => topicOf(key, device, subject);

  it('is 32 characters that a push service takes', () => {
    assert.match(topic('key', 'device', 'announcement'), /^[A-Za-z0-9_-]{32}$/);
  });

  it('is the same for the same device and announcement, and differs for every other, and in every house', () => {
    assert.equal(topic('key', 'd1', 'a1'), topic('key', 'd1', 'a1'));
    const others = [
      topic('key', 'd2', 'a1'),
      topic('key', 'd1', 'a2'),
      topic('other', 'd1', 'a1'),
      topic('key', 'd1', 'a1'),
    ];
    assert.equal(new Set(others).size, 4);
  });
});
