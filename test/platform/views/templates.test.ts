import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { createTemplateFunctions } from '../../../server/platform/views/template-functions.ts';
import { languages } from '../../../server/platform/views/languages.ts';
import { findTemplates } from '../../../server/platform/views/template-set.ts';
import { projectRoot } from '../../../server/platform/project-root.ts';
import { literalOf, readCalls } from './template-calls.ts';
import { placeholdersOf, readTexts } from './texts.ts';

// The two places where sanitised text enters a page: that of an announcement and that of a message.
const sanitised = [
  { template: 'channels/message-text', field: 'html' },
  { template: 'shared/prose', field: 'bodyHtml' },
];

describe('Every template', () => {
  const templates = findTemplates(projectRoot);
  const calls = templates.flatMap(({ name, source }) =>
    readCalls(source).map((call) => ({ template: name, ...call })),
  );

  it('compiles with the helpers there are', () => {
    const helpers = Object.keys(createTemplateFunctions({ release: '', files: {} }));
    const knownHelpers = Object.fromEntries(helpers.map((helper) => [helper, true]));
    for (const { name, source } of templates) {
      assert.doesNotThrow(
        () => Handlebars.precompile(source, { knownHelpers, knownHelpersOnly: true }),
        name,
      );
    }
  });

  it('escapes everything but the sanitised text of an announcement and of a message', () => {
    const raw = calls
      .filter(({ escaped }) => !escaped)
      .map(({ template, name }) => ({ template, field: name }));
    assert.deepEqual(
      raw.toSorted((a, b) => (a.template < b.template ? -1 : 1)),
      sanitised,
    );
  });

  it('has no inline style, script or event handler', () => {
    for (const { name, source } of templates) {
      assert.doesNotMatch(source, /<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:/i, name);
      assert.doesNotMatch(source, /<script(?![^>]*\ssrc=)/i, name);
    }
  });

  it('uses only texts that every language has, and gives them their placeholders', () => {
    for (const language of languages) {
      const texts = [...readTexts(language)];
      for (const { template, params, hash } of calls.filter(({ name }) => name === 't')) {
        const key = literalOf(params[0]);
        assert.ok(key, `${template}: a text is named by its key, so that it can be found`);
        const full = key.includes(':') ? key : `pages:${key}`;
        const forms = texts.filter(([name]) => name === full || name.startsWith(`${full}_`));
        assert.ok(forms.length > 0, `${template}: ${language} lacks ${full}`);
        for (const name of forms.flatMap(([, text]) => placeholdersOf(text))) {
          assert.ok(hash.includes(name), `${template}: ${full} needs ${name}`);
        }
      }
    }
  });

  it('draws only icons of the sprite', () => {
    const icons = JSON.parse(readFileSync(join(projectRoot, 'views/shared/icons.json'), 'utf8')) as string[];
    for (const { template, params } of calls.filter(({ name }) => name === 'icon')) {
      const icon = literalOf(params[0]);
      assert.ok(icon === null || icon === 'umlauf' || icons.includes(icon), `${template}: ${icon}`);
    }
  });

  it('asks only for files that there are', () => {
    for (const { template, params } of calls.filter(({ name }) => name === 'asset')) {
      const path = literalOf(params[0]);
      const there = path === null || isScript(path) || existsSync(join(projectRoot, 'public', path));
      assert.ok(there, `${template}: ${path}`);
    }
  });
});

function isScript(path: string): boolean {
  return /^\/scripts\/(page|write|me|channels|conversation)\.js$/.test(path);
}
