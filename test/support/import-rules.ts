import type { Import, SourceFile } from './source-files.ts';

type Rule = (from: string, to: string, typeOnly: boolean) => string | false;

const top = /^server\/(main|app|serve|routes)\.ts$|^server\/cli\//;
const store = /-store\.ts$/;
const door = /(^|[/-])(routes|api)\.ts$/;

function roomOf(path: string): string | null {
  const folder = /^server\/([^/]+)\//.exec(path)?.[1];
  return folder && !['platform', 'cli', 'setup'].includes(folder) ? folder : null;
}

function isPackage(target: string, ...names: string[]): boolean {
  return names.some((name) => target === name || target.startsWith(`${name}/`));
}

const within = (path: string, folder: string) => path.startsWith(`${folder}/`);

const rules: Rule[] = [
  (from, to) => within(from, 'server/platform') && roomOf(to) !== null && 'platform uses no room',
  (from, to) =>
    store.test(to) && roomOf(to) !== null && roomOf(from) !== roomOf(to) && 'a store is for its own room',
  (from, to) =>
    door.test(to) &&
    roomOf(to) !== null &&
    !top.test(from) &&
    !(door.test(from) && roomOf(from) === roomOf(to)) &&
    'routes lead in from outside and nothing inside leads to them',
  (from, to) =>
    top.test(to) && !top.test(from) && 'main, app, serve and the command line are used by nothing below',
  (from, to) =>
    isPackage(to, 'passport', 'passport-strategy', '@node-saml') &&
    !within(from, 'server/sign-in') &&
    'only server/sign-in knows Passport',
  (from, to, typeOnly) =>
    isPackage(to, 'knex') &&
    !typeOnly &&
    !within(from, 'server/platform/db') &&
    'only server/platform/db makes a Knex; elsewhere it is a type',
  (from, to) =>
    isPackage(to, 'pg', 'sqlite3') &&
    !within(from, 'server/platform/db') &&
    'only server/platform/db knows which database this is',
  (from, to) =>
    within(from, 'migrations') && within(to, 'server') && 'a migration imports nothing from server/',
  (from, to) =>
    within(from, 'server') &&
    (within(to, 'test') || within(to, 'views')) &&
    'server/ imports neither tests nor views',
  (from, to, typeOnly) =>
    within(from, 'views') &&
    (within(to, 'server') || within(to, 'test')) &&
    !(to === 'server/live-events.ts' && typeOnly) &&
    'pages import from the server the types of server/live-events.ts and nothing else',
];

/** What one import line may not say; each sentence names the pair. Tests may import anything. */
export function forbiddenImports(files: SourceFile[]): string[] {
  return files
    .filter((file) => !within(file.path, 'test'))
    .flatMap((file) => file.imports.flatMap((imported) => judge(file.path, imported)));
}

function judge(from: string, { target, typeOnly }: Import): string[] {
  return rules
    .map((rule) => rule(from, target, typeOnly))
    .filter((reason) => reason !== false)
    .map((reason) => `${from} imports ${target}: ${reason}`);
}
