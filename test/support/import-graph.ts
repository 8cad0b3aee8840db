import type { SourceFile } from './source-files.ts';

const purePlatform = ['refusal', 'canonical-json', 'fold', 'local-time'].map(
  (name) => `server/platform/${name}.ts`,
);
const impurePackage = /^(node:(?!crypto$).*|knex|pg|sqlite3|express|socket\.io|passport|pino|web-push)(\/|$)/;

export function cycles(files: SourceFile[]): string[] {
  const imports = new Map(files.map((file) => [file.path, file.imports.map(({ target }) => target)]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: string[]): void => {
    const at = way.indexOf(path);
    if (at !== -1) found.push(`${[...way.slice(at), path].join(' imports ')}: a cycle`);
    if (at !== -1 || done.has(path)) return;
    for (const target of imports.get(path) ?? []) visit(target, [...way, path]);
    done.add(path);
  };
  for (const path of imports.keys()) visit(path, []);
  return found;
}

/** The rules of a noun are the file that its store or its queries are named after. They and all that they load are pure. */
export function impureRules(files: SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const nouns = files
    .map(({ path }) => path.replace(/-(store|queries)\.ts$/, '.ts'))
    .filter((path, index) => path !== files[index]?.path && byPath.has(path));
  return [...new Set(nouns)].flatMap((noun) => impureReach(noun, byPath));
}

function impureReach(noun: string, byPath: Map<string, SourceFile>): string[] {
  const seen = new Set([noun]);
  const found: string[] = [];
  for (const path of seen) {
    for (const { target, typeOnly } of byPath.get(path)?.imports ?? []) {
      if (typeOnly ? /^knex/.test(target) : isImpure(target)) {
        const through = path === noun ? '' : ` (rules of ${noun} load it)`;
        found.push(`${path} imports ${target}: rules are pure${through}`);
      } else if (!typeOnly) seen.add(target);
    }
  }
  return found;
}

function isImpure(target: string): boolean {
  if (impurePackage.test(target)) return true;
  return target.startsWith('server/platform/') && !purePlatform.includes(target);
}
