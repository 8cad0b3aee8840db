import type { Price } from './price.ts';
import type { BenchResult, Shown } from './run-bench.ts';
import type { Figure } from './statistics.ts';

export const jsonLines = ({ shown }: BenchResult): string =>
  shown.map(({ figure }) => `${JSON.stringify(figure)}\n`).join('');

const heading = ['bench', 'figure', 'peer', 'product', 'ratio', 'min–max', 'goal', 'verdict'];

/** For people. A cost is that of one operation in microseconds: CPU first, then by the clock on the wall. */
export function describe({ shown, probe, memory }: BenchResult): string {
  const rows = [heading, ...shown.map(rowOf)];
  const widths = heading.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  lines.push(
    `limit probe: ${probe.name}, ${costOf(probe.price)}, spread ${Math.round(probe.spread * 100)} %`,
  );
  if (memory) {
    const held = memory.held.map(({ of, kilobytes }) => `${of} ${kilobytes.toFixed(1)} KB`);
    lines.push(`${memory.name}: ${held.join(', ')}`);
  }
  return `${lines.join('\n')}\n(µs of CPU for one operation; in brackets, by the wall clock)\n\n`;
}

function rowOf({ figure, peer, product }: Shown): string[] {
  const { bench, name, ratio, min, max, goal, better } = figure;
  const wanted = goal === null ? '' : `${better === 'higher' ? '≥' : '≤'} ${goal}`;
  return [
    bench,
    name,
    costOf(peer),
    costOf(product),
    String(ratio),
    `${min}–${max}`,
    wanted,
    verdictOn(figure),
  ];
}

const costOf = ({ cpuUs, wallUs }: Price): string => `${said(cpuUs)} (${said(wallUs)})`;

const said = (us: number): string => (us < 100 ? us.toFixed(1) : String(Math.round(us)));

export function verdictOn({ goal, holds, noisy }: Pick<Figure, 'goal' | 'holds' | 'noisy'>): string {
  if (noisy) return 'noisy, repeat';
  if (goal === null) return '';
  return holds === true ? 'holds' : 'does not hold';
}
