import assert from 'node:assert/strict';
import { join } from 'node:path';
import { cycles, impureRules } from './support/import-graph.ts';
import { forbiddenImports } from './support/import-rules.ts';
import { filesUnder, type SourceFile, sourceFile, sourceFilesUnder } from './support/source-files.ts';

const root = join(import.meta.dirname, '..');
const folders = ['server', 'migrations', 'views', 'test'];
const none: string[] = [];

describe('the plan of the house', () => {
  const files = sourceFilesUnder(root, folders);
  const server = files.filter(({ path }) => path.startsWith('server/'));

  it('is kept by every import line', () => {
    assert.ok(files.length > 20, 'the files were found');
    assert.deepEqual(forbiddenImports(files), none);
  });

  it('has no cycle between files', () => {
    assert.deepEqual(cycles(files), none);
  });

  it('has pure rules', () => {
    assert.deepEqual(impureRules(server), none);
  });

  for (const judge of ['test/support/kill/check/', 'test/support/chat/check/'])
    it(`has a judge of what a crash leaves who knows nothing of the program, in ${judge}`, () => {
      const targets = files
        .filter(({ path }) => path.startsWith(judge))
        .flatMap(({ imports }) => imports.map(({ target }) => target));
      assert.ok(targets.length > 5, 'the files were found');
      assert.deepEqual(
        targets.filter((target) => !target.startsWith(judge) && !/^(node:|pg$|sqlite3$)/.test(target)),
        none,
      );
    });

  it('lets one file touch Socket.IO', () => {
    const touching = server.filter(({ imports }) =>
      imports.some(({ target }) => /^socket\.io(\/|$)/.test(target)),
    );
    assert.ok(touching.length <= 1, touching.map(({ path }) => path).join(', '));
  });

  it('lets one file read the environment', () => {
    const readers = server.filter((file) => file.readsEnvironment).map(({ path }) => path);
    assert.deepEqual(
      readers.filter((path) => path !== 'server/config.ts'),
      none,
    );
  });

  it('names files in kebab case, after what they hold', () => {
    assert.deepEqual(filesUnder(root, folders).filter(isBadlyNamed), none);
  });
});

describe('a breach of the plan', () => {
  const forbidden: [path: string, text: string][] = [
    ['server/platform/log.ts', "import type { Person } from '../directory/person.ts';"],
    ['server/delivery/send.ts', "import { find } from '../directory/person-store.ts';"],
    ['server/cli/person.ts', "import { find } from '../directory/person-store.ts';"],
    ['server/delivery/send.ts', "import { routes } from '../directory/routes.ts';"],
    ['server/delivery/send.ts', "import { routes } from './routes.ts';"],
    ['server/delivery/send.ts', "export { api } from '../directory/api.ts';"],
    ['server/delivery/send.ts', "import { createApp } from '../app.ts';"],
    ['server/platform/http/guard.ts', "import passport from 'passport';"],
    ['server/directory/person-store.ts', "import { knex } from 'knex';"],
    ['server/directory/person-store.ts', "type Client = import('pg').Client;"],
    ['migrations/20260101000000-people.ts', "import type { Person } from '../server/directory/person.ts';"],
    ['server/app.ts', "import { page } from '../views/layouts/page.ts';"],
    ['server/app.ts', "await import('../test/support/cast.ts');"],
    ['views/layouts/page.ts', "import { events } from '../../server/live-events.ts';"],
    ['views/layouts/page.ts', "import type { Person } from '../../server/directory/person.ts';"],
  ];
  for (const [path, text] of forbidden) {
    it(`is seen: ${path} with ${text}`, () => {
      assert.equal(forbiddenImports([sourceFile(path, text)]).length, 1);
    });
  }

  const allowed: [path: string, text: string][] = [
    ['server/app.ts', "import { routes } from './directory/routes.ts';"],
    ['server/cli/umlauf.ts', "import { serve } from '../serve.ts';"],
    ['server/delivery/send.ts', "import { peopleOf } from '../directory/team-queries.ts';"],
    ['server/directory/person-store.ts', "import type { Knex } from 'knex';"],
    ['views/layouts/page.ts', "import type { Events } from '../../server/live-events.ts';"],
    ['test/support/database.ts', "import { find } from '../../server/directory/person-store.ts';"],
  ];
  for (const [path, text] of allowed) {
    it(`is not seen in ${path} with ${text}`, () => {
      assert.deepEqual(forbiddenImports([sourceFile(path, text)]), none);
    });
  }

  it('is a cycle, however long', () => {
    const files = [
      sourceFile('server/a.ts', "import './b.ts';"),
      sourceFile('server/b.ts', "import type { C } from './c.ts';"),
      sourceFile('server/c.ts', "import './a.ts';"),
    ];
    assert.deepEqual(cycles(files), [
      'server/a.ts imports server/b.ts imports server/c.ts imports server/a.ts: a cycle',
    ]);
  });

  it('is a rule that loads what is not pure, itself or through another file', () => {
    const room = (text: string): SourceFile[] => [
      sourceFile('server/directory/person.ts', text),
      sourceFile('server/directory/person-store.ts', "import type { Knex } from 'knex';"),
      sourceFile('server/directory/team.ts', "import { clock } from '../platform/clock.ts';"),
    ];
    const breaches = (text: string) => impureRules(room(text)).length;
    assert.equal(breaches("import { readFile } from 'node:fs/promises';"), 1);
    assert.equal(breaches("import type { Knex } from 'knex';"), 1);
    assert.equal(breaches("import { isTeam } from './team.ts';"), 1);
    assert.equal(breaches("import { Refusal } from '../platform/refusal.ts';"), 0);
    assert.equal(breaches("import type { Clock } from '../platform/clock.ts';"), 0);
  });

  it('is a reader of the environment', () => {
    assert.ok(sourceFile('server/app.ts', "const port = process.env['PORT'];").readsEnvironment);
    assert.ok(!sourceFile('server/app.ts', '// process.env is read elsewhere').readsEnvironment);
  });

  it('is a name that says nothing', () => {
    const bad = [
      'server/utils.ts',
      'server/directory/index.ts',
      'server/date-helpers.ts',
      'server/Person.ts',
      'a_b.ts',
    ];
    assert.deepEqual(bad.filter(isBadlyNamed), bad);
    assert.ok(!isBadlyNamed('test/directory/find-person.test.ts'));
  });
});

function isBadlyNamed(path: string): boolean {
  const name = path.split('/').at(-1)?.split('.')[0] ?? '';
  const isKebab = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name);
  return !isKebab || name === 'index' || /(^|-)(utils?|helpers?|common|managers?)(-|$)/.test(name);
}
