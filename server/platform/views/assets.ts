import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Assets {
  release: string;
  files: Record<string, string>;
}

export function readAssets(root: string): Assets {
  const file = join(root, 'public', 'assets.json');
  if (!existsSync(file)) return { release: 'unbuilt', files: {} };
  return JSON.parse(readFileSync(file, 'utf8')) as Assets;
}

export function assetPath({ files }: Assets, path: string): string {
  const hash = files[path];
  return hash ? `${path}?v=${hash}` : path;
}
