import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type ConfigData, HtmlValidate } from 'html-validate';
import { languages } from '../../server/platform/views/languages.ts';
import { projectRoot } from '../../server/platform/project-root.ts';
import { prepareEveryPage } from '../support/pages/every-page.ts';
import type { PageInAState } from '../support/pages/page-in-a-state.ts';
import { fetchPage } from '../support/pages/open-page.ts';
import type { Answer, Visitor } from '../support/visitor.ts';
import { openWorld, type World } from '../support/world.ts';

const config: ConfigData = {
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // As the formatter writes it; HTML does not mind.
    'doctype-style': ['error', { style: 'lowercase' }],
    // Boxes of one name are one list.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button'] }],
    // What a template leaves behind where a part is absent costs nothing once it is compressed.
    'no-trailing-whitespace': 'off',
    // The title of an announcement is what its sender wrote, and is never cut.
    'long-title': 'off',
  },
};
const kilobyte = 1024;

describe('The HTML that is served', () => {
  let world: World;
  const visitors = new Map<string, Visitor>();
  const served = new Map<string, { page: PageInAState; answer: Answer }[]>();

  const visitorOf = ({ login }: PageInAState) => (login === null ? null : (visitors.get(login) ?? null));
  const english = () => served.get('en')?.map(({ answer }) => answer.text) ?? [];

  before(async function () {
    this.timeout(60_000);
    world = await openWorld('SQLite');
    const pages = await prepareEveryPage(world);
    for (const { login, shared = false } of pages) {
      if (login !== null && !visitors.has(login)) visitors.set(login, await world.signIn(login, { shared }));
    }
    for (const language of languages) {
      for (const visitor of visitors.values()) await visitor.post('/me/language', { language });
      const answers: { page: PageInAState; answer: Answer }[] = [];
      for (const page of pages)
        answers.push({ page, answer: await fetchPage(world.baseUrl, visitorOf(page), page, language) });
      served.set(language, answers);
    }
  });
  after(() => world.stop());

  for (const language of languages) {
    it(`is valid on every page (${language})`, async () => {
      const validator = new HtmlValidate(config);
      const faults: string[] = [];
      for (const { page, answer } of served.get(language) ?? []) {
        const { text, status } = answer;
        assert.equal(status, page.status ?? 200, page.name);
        assert.ok(text.includes(`<html lang="${language}"`), page.name);
        const { results } = await validator.validateString(text);
        for (const { ruleId, message, line } of results.flatMap(({ messages }) => messages)) {
          faults.push(`${page.name}, line ${line}, ${ruleId}: ${message}`);
        }
      }
      assert.deepEqual(faults, []);
    });
  }

  it('is at most 100 KB for an inbox', async () => {
    for (const login of ['ben', 'anna']) {
      const { text } = (await visitors.get(login)?.get('/')) ?? { text: '' };
      assert.match(text, /<\/html>/);
      assert.ok(Buffer.byteLength(text) <= 100 * kilobyte, `${Buffer.byteLength(text)} bytes for ${login}`);
    }
  });

  it('paints after one sheet of styles of at most 10 KB', () => {
    for (const text of english()) {
      const sheets = [...text.matchAll(/<link rel="stylesheet" href="([^"?]+)/g)].map(
        ([, path]) => path ?? '',
      );
      assert.equal(sheets.length, 1);
      const bytes = gzipSync(readFileSync(join(projectRoot, 'public', sheets[0] ?? ''))).length;
      assert.ok(bytes <= 10 * kilobyte, `${bytes} bytes of ${sheets[0]}`);
    }
  });

  it('asks for at most 40 KB of script on any page', () => {
    const found = new Map<string, number>();
    for (const text of english()) {
      const scripts = [...text.matchAll(/<script[^>]* src="([^"?]+)/g)].map(([, path]) => path ?? '');
      const bytes = scripts
        .map((path) => gzipSync(readFileSync(join(projectRoot, 'public', path))).length)
        .reduce((sum, size) => sum + size, 0);
      found.set(scripts.join(', '), bytes);
    }
    assert.ok(found.has('/scripts/page.js, /scripts/write.js'));
    assert.ok(found.has('/scripts/page.js, /scripts/conversation.js'));
    for (const [scripts, bytes] of found) assert.ok(bytes <= 40 * kilobyte, `${bytes} bytes of ${scripts}`);
  });

  it('is at most 100 KB for a conversation', () => {
    const conversations = (served.get('en') ?? []).filter(({ page }) => /^conversation/.test(page.name));
    assert.ok(conversations.length > 3);
    for (const { page, answer } of conversations) {
      const bytes = Buffer.byteLength(answer.text);
      assert.ok(bytes <= 100 * kilobyte, `${bytes} bytes: ${page.name}`);
    }
  });
});
