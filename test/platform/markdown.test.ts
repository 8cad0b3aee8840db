import assert from 'node:assert/strict';
import { renderMarkdown } from '../../server/platform/markdown.ts';
import { hostileMarkup, laboriousMarkup } from '../support/hostile-markup.ts';
import { assertHarmless, tagsOf } from '../support/page-tags.ts';

const allowed: Record<string, string[]> = {
  ...Object.fromEntries(
    ['h2', 'h3', 'h4', 'p', 'br', 'hr', 'strong', 'em', 's', 'code', 'pre', 'blockquote', 'ul', 'li'].map(
      (name) => [name, []],
    ),
  ),
  ...Object.fromEntries(['table', 'thead', 'tbody', 'tr', 'th', 'td'].map((name) => [name, []])),
  ...{ a: ['href', 'rel'], ol: ['start'] },
};

describe('Markdown', () => {
  for (const payload of hostileMarkup) {
    it(`leaves nothing of ${JSON.stringify(payload)} but its text`, () => {
      const html = renderMarkdown(payload);
      for (const { name, attributes } of tagsOf(html)) {
        assert.ok(allowed[name], `${name} in ${html}`);
        for (const key of attributes.keys())
          assert.ok(allowed[name].includes(key), `${key} of ${name} in ${html}`);
      }
      assertHarmless(html, html);
    });
  }

  it('takes HTML for text, harmless as it may be', () => {
    const html = renderMarkdown('<strong>Tor 2</strong> <a href="https://lindenhof.example">hier</a>');
    assert.match(html, /^<p>&lt;strong&gt;Tor 2&lt;\/strong&gt; &lt;a href="/);
  });

  it('links to the web, mail and telephone, and tells nobody where the reader came from', () => {
    const addresses = [
      'https://lindenhof.example/a?b=c&d#e',
      'http://lindenhof.example/',
      'mailto:a@lindenhof.example',
      'tel:+49301234',
    ];
    for (const address of addresses) {
      const [, link] = tagsOf(renderMarkdown(`[hier](${address})`));
      assert.deepEqual(
        [link?.name, link?.attributes.get('href'), link?.attributes.get('rel')],
        ['a', address, 'noreferrer noopener'],
      );
    }
    assert.match(
      renderMarkdown('Siehe https://lindenhof.example/plan.'),
      /<a href="https:\/\/lindenhof\.example\/plan"/,
    );
  });

  it('links nowhere else', () => {
    for (const scheme of [
      'javascript',
      'data',
      'vbscript',
      'file',
      'blob',
      'ftp',
      'ws',
      'intent',
      'x-evil',
      'about',
      'view-source',
    ]) {
      const html = renderMarkdown(`[hier](${scheme}:x) <${scheme}:x>`);
      assert.ok(
        tagsOf(html).every(({ name, attributes }) => name !== 'a' || !attributes.has('href')),
        html,
      );
    }
  });

  it('keeps what people write: headings below the page’s own, lists, tables, emphasis, line breaks', () => {
    const html = renderMarkdown(
      '# A\n\n- b\n\n3. c\n\n**d** *e* ~~f~~ `g`\nh\n\n| i | j |\n|---|---|\n| k | l |',
    );
    const names = tagsOf(html).map(({ name }) => name);
    for (const name of ['h2', 'ul', 'ol', 'strong', 'em', 's', 'code', 'br', 'table', 'th', 'td'])
      assert.ok(names.includes(name), name);
    assert.doesNotMatch(html, /<h1/);
  });

  for (const text of laboriousMarkup) {
    it(`is quick with ${text.slice(0, 4)} 20,000 characters long`, () => {
      const startedAt = performance.now();
      renderMarkdown(text);
      assert.ok(performance.now() - startedAt < 2000, `${Math.round(performance.now() - startedAt)} ms`);
    });
  }
});
