import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createViewEngine } from '../../../server/platform/views/view-engine.ts';

const data = { language: 'de', timeZone: 'Europe/Berlin', now: Date.parse('2025-11-20T07:00:00Z') };

describe('The view engine', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'umlauf-views-'));
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  function write(path: string, content: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }

  function render(source: string, more: object = {}): string {
    write('views/room/view.hbs', source);
    return createViewEngine({ root, cache: true }).renderFragment('room/view', { ...data, ...more });
  }

  it('escapes what is shown, texts included', () => {
    assert.equal(render('{{title}} {{t title}}', { title: '<b>' }), '&lt;b&gt; &lt;b&gt;');
  });

  it('lets a view choose its layout, and never the data', () => {
    write('views/layouts/page.hbs', '<main>{{> @partial-block}}</main>');
    write('views/room/secret.hbs', 'secret');
    const view = '{{#> layouts/page}}{{title}}{{/layouts/page}}';
    const html = render(view, { title: 'Hello', layout: 'room/secret', settings: { layout: 'room/secret' } });
    assert.equal(html, '<main>Hello</main>');
  });

  it('answers Express, faults included', () => {
    write('views/room/view.hbs', '{{title}}');
    const engine = createViewEngine({ root, cache: false });
    const answers: unknown[] = [];
    engine(join(root, 'views/room/view.hbs'), { title: 'Hello' }, (...answer) => answers.push(answer));
    assert.deepEqual(answers, [[null, 'Hello']]);
    engine(join(root, 'views/room/view.hbs'), {}, (error) =>
      assert.match(String(error), /"title" not defined/),
    );
  });

  it('refuses to show a field that is missing, in a block as elsewhere, but lets a view ask for it', () => {
    assert.throws(() => render('{{#each items}}{{name}}{{/each}}', { items: [{}] }), /"name" not defined/);
    assert.throws(() => render('{{person.name}}', { person: null }), /"name" not defined/);
    assert.equal(render('{{#if person.publisher}}yes{{else}}no{{/if}}', { person: null }), 'no');
  });

  it('knows no helpers but its own', () => {
    assert.throws(() => render('{{shout "x"}}'), /unknown helper shout/);
  });

  it('gives its helpers the language, the time zone and the time of the page', () => {
    const view =
      '{{#each items}}{{when this}}; {{iso this}}{{/each}} {{number 1200}} {{t "dates:left.days" count=2}}';
    assert.equal(
      render(view, { items: [data.now] }).replaceAll('\u00a0', ' '),
      'heute, 08:00 Uhr; 2025-11-20T07:00:00.000Z 1.200 noch 2 Tage',
    );
    assert.throws(() => render('{{when 0}}', { now: undefined }), /needs language, timeZone and now/);
  });

  it('writes check values and initials', () => {
    assert.equal(render('{{checkValue "7f3a91c05e2d48b6ffff"}}'), '7F3A 91C0 5E2D 48B6');
    assert.equal(render('{{initials "Ben Yıldız"}} {{initials "Dr. Ağa"}}'), 'BY A');
  });

  it('compares and combines as if-blocks do', () => {
    const view = '{{eq a 1}} {{not none}} {{and a none}} {{or none b}}';
    assert.equal(render(view, { a: 1, b: 'b', none: [] }), 'true true false b');
  });

  it('gives assets the hash of their content', () => {
    const files = { '/icons/sprite.svg': 'abc', '/styles/a.css': 'def' };
    write('public/assets.json', JSON.stringify({ release: 'r', files }));
    assert.equal(
      render('{{icon "inbox"}} {{asset "/styles/a.css"}} {{asset "/b"}}'),
      '<svg class="icon" aria-hidden="true"><use href="/icons/sprite.svg?v&#x3D;abc#inbox"></use></svg> /styles/a.css?v&#x3D;def /b',
    );
  });
});
