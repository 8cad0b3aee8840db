/** As a spreadsheet reads it: RFC 4180 with every cell in quotes, or an error about the first sign that is not. */
export function readCsv(source: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  const cell = /"((?:[^"]|"")*)"(,|\r\n)/gy;
  while (cell.lastIndex < source.length) {
    const from = cell.lastIndex;
    const found = cell.exec(source);
    if (!found) throw new Error(`no CSV from here on: ${JSON.stringify(source.slice(from, from + 40))}`);
    line.push((found[1] ?? '').replaceAll('""', '"'));
    if (found[2] === ',') continue;
    lines.push(line);
    line = [];
  }
  return lines;
}
