import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root as projectRoot } from './root.mjs';

const scripts = [
  { in: 'views/layouts/page.ts', out: 'scripts/page' },
  { in: 'views/announcements/write.ts', out: 'scripts/write' },
  { in: 'views/sign-in/me.ts', out: 'scripts/me' },
  { in: 'views/channels/channels.ts', out: 'scripts/channels' },
  { in: 'views/channels/conversation.ts', out: 'scripts/conversation' },
  { in: 'views/service-worker/service-worker.ts', out: 'sw' },
];

const sheets = ['page', 'plain', 'register', 'document', 'review', 'write', 'report', 'channels'];

// Turkish ğ ı İ ş and Polish ą ć ę ł ń ś ź ż stand in latin-ext, except ı, which stands in latin.
const fonts = ['latin', 'latin-ext'].flatMap((letters) => [
  `piazzolla/files/piazzolla-${letters}-opsz-normal.woff2`,
  `piazzolla/files/piazzolla-${letters}-opsz-italic.woff2`,
  `schibsted-grotesk/files/schibsted-grotesk-${letters}-wght-normal.woff2`,
]);

export async function buildBrowser(root) {
  const target = join(root, 'public');
  await Promise.all([
    bundleScripts(root, target),
    bundleSheets(root, target),
    copyFonts(root, target),
    drawSprite(root, target),
  ]);
  await listAssets(root, target);
}

async function bundleScripts(root, target) {
  await build({
    absWorkingDir: root,
    entryPoints: scripts,
    outdir: target,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'warning',
  });
}

/** One request a page: a phone on a slow network paints nothing before the last of its sheets has come. */
async function bundleSheets(root, target) {
  await build({
    absWorkingDir: root,
    entryPoints: sheets.map((kind) => `views/layouts/sheets/${kind}.css`),
    outdir: join(target, 'sheets'),
    bundle: true,
    minify: true,
    external: ['/fonts/*'],
    target: ['chrome111', 'firefox114', 'safari16.4'],
    logLevel: 'warning',
  });
}

async function copyFonts(root, target) {
  await rm(join(target, 'fonts'), { recursive: true, force: true });
  await mkdir(join(target, 'fonts'), { recursive: true });
  await Promise.all(
    fonts.map((path) =>
      cp(
        join(root, 'node_modules/@fontsource-variable', path),
        join(target, 'fonts', path.split('/').at(-1)),
      ),
    ),
  );
}

async function drawSprite(root, target) {
  const names = JSON.parse(await readFile(join(root, 'views/shared/icons.json'), 'utf8'));
  const drawings = [
    ...names.map((name) => [name, join(root, 'node_modules/lucide-static/icons', `${name}.svg`)]),
    ['umlauf', join(target, 'icons/mark.svg')],
  ];
  const symbols = await Promise.all(
    drawings.map(async ([id, path]) => symbol(id, await readFile(path, 'utf8'))),
  );
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`;
  await writeFile(join(target, 'icons/sprite.svg'), sprite);
}

function symbol(id, svg) {
  const [, attributes, drawing] = /<svg([^>]*)>([\s\S]*)<\/svg>/.exec(svg);
  const [, viewBox] = /viewBox="([^"]+)"/.exec(attributes);
  const [, width] = /stroke-width="([^"]+)"/.exec(attributes);
  const line = `fill="none" stroke="currentColor" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"`;
  return `<symbol id="${id}" viewBox="${viewBox}" ${line}>${drawing.replace(/\s+/g, ' ').trim()}</symbol>`;
}

async function listAssets(root, target) {
  const files = Object.fromEntries(
    await Promise.all(
      (await filesBelow(target))
        .filter((path) => path !== '/assets.json')
        .map(async (path) => [path, hash(await readFile(join(target, path)))]),
    ),
  );
  const views = await Promise.all(
    (await filesBelow(join(root, 'views'))).map((path) => readFile(join(root, 'views', path), 'utf8')),
  );
  const release = hash(JSON.stringify([files, views]));
  await writeFile(join(target, 'assets.json'), `${JSON.stringify({ release, files }, null, 2)}\n`);
}

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name)
        .slice(folder.length)
        .replaceAll(sep, '/'),
    )
    .sort();
}

function hash(content) {
  return createHash('sha256').update(content).digest('base64url').slice(0, 12);
}

async function printSizes(target) {
  for (const { out } of scripts) {
    const script = await readFile(join(target, `${out}.js`));
    console.log(`${out}.js ${script.length} bytes, ${gzipSync(script).length} gzip`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildBrowser(projectRoot);
  if (process.argv.includes('--sizes')) await printSizes(join(projectRoot, 'public'));
}
