import assert from 'node:assert/strict';
import { fitText } from '../../server/delivery/push/fit-text.ts';
import {
  payloadBytes,
  preparePayload,
  type CarriedText,
  type PayloadRequest,
} from '../../server/delivery/push/payload.ts';
import { topicOf } from '../../server/delivery/push/topic.ts';
import { renderMarkdown } from '../../server/platform/markdown.ts';
import { languages, translate } from '../../server/platform/views/languages.ts';
import { sealOf, type OfflineSeal } from '../../server/sign-in/offline-seal.ts';

const id = '0123456789abcdef0123456789abcdef';
const request = (change: Partial<PayloadRequest> = {}): PayloadRequest => ({
  ...{
    kind: 'announcement',
    id,
    priority: 'critical',
    requiresAcknowledgement: true,
    ...{ withdrawn: false, drill: false },
    language: 'de',
    ...{ title: null, text: null, words: 'tiger melon radio', bytes: payloadBytes.discreet },
  },
  baseUrl: 'https://umlauf.lindenhof.example',
  ...change,
});

const ben = sealOf('secret', 'ben');
const writtenTo = (recipient: OfflineSeal, change?: Partial<PayloadRequest>) =>
  preparePayload(request(change))(() => recipient);

type Payload = {
  web_push: number;
  mutable?: boolean;
  notification: Record<string, unknown> & { data: Record<string, unknown> };
  pad: string;
};
const read = (change?: Partial<PayloadRequest>) => JSON.parse(writtenTo(ben, change)) as Payload;
const carried = (body: string, change: Partial<CarriedText> = {}): Partial<PayloadRequest> => ({
  title: 'Fluchtweg gesperrt',
  bytes: payloadBytes.text,
  text: {
    ...{ version: 2, language: 'de', title: 'Fluchtweg gesperrt', sender: 'Anna Krause' },
    ...{ deadline: '4. Dezember 2026, 14:00 Uhr', body, bodyHtml: renderMarkdown(body) },
    ...change,
  },
});
const textIn = (body: string, change?: Partial<CarriedText>) =>
  read(carried(body, change)).notification.data['text'] as { html: string; isCut: boolean };
const everyRequest = languages.flatMap((language) =>
  (['announcement', 'reminder', 'correction', 'test'] as const).flatMap((kind) =>
    (['normal', 'important', 'critical'] as const).flatMap((priority) =>
      [true, false].map((requiresAcknowledgement) => ({ language, kind, priority, requiresAcknowledgement })),
    ),
  ),
);

describe('What a push carries', () => {
  it('is always 1,024 bytes long, and where the house sends texts 3,072, whatever it says', () => {
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
    for (const title of titles) {
      const long = { title: title ?? '', sender: title ?? '' };
      const { text = null } = carried('Nur **Tor 2**. '.repeat(title?.length ?? 0), long);
      for (const given of everyRequest) {
        for (const baseUrl of baseUrls) {
          const said = `${JSON.stringify(given)} ${title ?? '-'}`;
          const payload = writtenTo(ben, { ...given, title, baseUrl });
          assert.equal(Buffer.byteLength(payload), 1024, said);
          if (given.priority !== 'critical' || title === null) continue;
          const whole = { ...given, title, baseUrl, text };
          const withText = writtenTo(ben, { ...whole, bytes: payloadBytes.text });
          assert.equal(Buffer.byteLength(withText), 3072, said);
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

describe('The text that travels with a push', () => {
  it('is there whole, rendered, with the person’s half of the key, and says for whom it is', () => {
    const { mutable, notification } = read(carried('1. Halle verlassen\n2. Nur **Tor 2**'));
    const { owner, text } = notification.data;
    assert.deepEqual([mutable, owner], [true, ben.owner]);
    assert.deepEqual(text, {
      ...{ key: ben.key, version: 2, language: 'de', title: 'Fluchtweg gesperrt', sender: 'Anna Krause' },
      ...{ deadline: '4. Dezember 2026, 14:00 Uhr', asks: true, isCut: false },
      html: renderMarkdown('1. Halle verlassen\n2. Nur **Tor 2**'),
    });
    assert.deepEqual(Object.keys(read().notification.data), ['v', 'kind', 'id', 'priority']);
    assert.equal(read().mutable, undefined, 'without content it is nobody’s own');
  });

  it('differs from one person to the next in nothing but owner and key', () => {
    const clara = sealOf('secret', 'clara');
    const prepared = preparePayload(request(carried('Nur **Tor 2**')));
    assert.equal(
      prepared(() => clara)
        .replace(clara.owner, ben.owner)
        .replace(clara.key, ben.key),
      prepared(() => ben),
    );
  });

  it('is cut after a word, and marked, when it is too long', () => {
    const words = Array.from({ length: 900 }, (_, at) => `Wort${at}`);
    const { html, isCut } = textIn(words.join(' '));
    assert.equal(isCut, true);
    const kept = html.replace(/<\/?p>/g, '').split(' ');
    assert.equal(kept.pop(), '…');
    assert.ok(kept.length > 150, `${kept.length} words`);
    assert.deepEqual(kept, words.slice(0, kept.length));
  });

  it('splits no character, where there is no word to cut after', () => {
    for (const character of ['ß', '€', 'é', '👩🏽‍🚒', '🇳🇱']) {
      for (const before of ['', 'x', 'xy', 'xyz']) {
        const { html, isCut } = textIn(before + character.repeat(2000));
        assert.equal(isCut, true);
        const left = html.replace(`<p>${before}`, '').replaceAll(character, '');
        assert.equal(left, ' …</p>', `${before} ${character}`);
      }
    }
  });

  it('fits whatever it is made of, and is cut only when it has to be', () => {
    for (const piece of [
      '# A\n',
      '- x\n',
      '> a\n\n',
      '[a](https://b.example/c) ',
      '"<&> ',
      '| a | b |\n',
      '`',
      '* ',
    ]) {
      for (const room of [0, 1, 7, 100, 1999, 2000]) {
        const body = piece.repeat(700);
        const bodyHtml = renderMarkdown(body);
        const { html, isCut } = fitText({ body, bodyHtml }, room);
        assert.ok(Buffer.byteLength(JSON.stringify(html)) - 2 <= room, `${piece} in ${room}`);
        assert.equal(isCut, html !== bodyHtml);
        if (isCut && room > 1000)
          assert.ok(html.length > room / 2, `${piece}: ${html.length} bytes of ${room}`);
      }
    }
    const html = renderMarkdown('Kurz');
    assert.deepEqual(fitText({ body: 'Kurz', bodyHtml: html }, html.length), { html, isCut: false });
    assert.equal(fitText({ body: 'Kurz', bodyHtml: html }, html.length - 1).isCut, true);
  });

  it('counts as cut when its title cannot be read whole', () => {
    assert.equal(textIn('Kurz', { title: '"'.repeat(200) }).isCut, false);
    assert.equal(textIn('Kurz', { title: '\u0007'.repeat(200) }).isCut, true);
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
