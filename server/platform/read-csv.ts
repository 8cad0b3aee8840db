export type CsvRow = { line: number; cells: string[] };

/** A cell in quotes, or one without, and what ends it. */
const cell = /(?:"((?:[^"]|"")*)"|([^",;\t\r\n]*))(,|;|\t|\r\n|\n|\r|$)/y;

/**
 * The rows of a table as spreadsheets save it (RFC 4180; `;` or tabs also), each with the line on which it begins; empty
 * lines are passed over. Answers the line of the first thing that is none instead.
 */
export function readCsv(text: string): { rows: CsvRow[] } | { brokenAt: number } {
  const source = text.replace(/^\ufeff/, '');
  const separator = separatorOf(source);
  const rows: CsvRow[] = [];
  let line = 1;
  let row: CsvRow = { line, cells: [] };
  const end = () => {
    if (row.cells.some((value) => value !== '')) rows.push(row);
    row = { line, cells: [] };
  };
  for (let at = 0; at < source.length;) {
    const found = cellAt(source, at, separator);
    if (!found) return { brokenAt: line };
    row.cells.push(found.value);
    at = found.next;
    line += found.lines;
    if (found.endsRow) end();
  }
  if (source.endsWith(separator)) row.cells.push('');
  end();
  return { rows };
}

type FoundCell = { value: string; next: number; lines: number; endsRow: boolean };

function cellAt(source: string, at: number, separator: string): FoundCell | null {
  cell.lastIndex = at;
  const [whole, quoted, plain = '', ending = ''] = cell.exec(source) ?? [];
  if (whole === undefined) return null;
  const endsRow = ending === '' || /[\r\n]/.test(ending);
  const isForeign = !endsRow && ending !== separator;
  // Another separator is part of the text; only quotes may hold a line end.
  if (isForeign && quoted !== undefined) return null;
  if (isForeign) {
    const rest = cellAt(source, at + whole.length, separator);
    return rest && { ...rest, value: plain + ending + rest.value };
  }
  const lines = (whole.match(/\r\n|\n|\r/g) ?? []).length;
  return {
    value: quoted?.replaceAll('""', '"') ?? plain,
    next: at + whole.length,
    lines,
    endsRow,
  };
}

function separatorOf(source: string): string {
  const [head = ''] = source.split(/[\r\n]/, 1);
  return [',', ';', '\t'].reduce((best, one) =>
    head.split(one).length > head.split(best).length ? one : best,
  );
}
