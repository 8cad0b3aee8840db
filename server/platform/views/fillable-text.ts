export type FillableText = (params: Record<string, unknown>) => string;

const place = /\{\{\s*(\w+)\s*(?:,\s*(\w+)\s*)?\}\}/g;

/** Takes a text of the language files apart once, so that filling its `{{name}}` and `{{count, number}}` is quick. */
export function fillableText(text: string, formatNumber: (value: number) => string): FillableText {
  const places: { before: string; name: string; isNumber: boolean }[] = [];
  let from = 0;
  for (const { 0: whole, 1: name = '', 2: format, index } of text.matchAll(place)) {
    if (format !== undefined && format !== 'number')
      throw new Error(`A text has the unknown format ${format}`);
    places.push({ before: text.slice(from, index), name, isNumber: format === 'number' });
    from = index + whole.length;
  }
  const rest = text.slice(from);
  if (places.length === 0) return () => text;
  return (params) => {
    let filled = '';
    for (const { before, name, isNumber } of places) {
      const value = params[name];
      filled += before + (isNumber ? formatNumber(Number(value)) : said(value));
    }
    return filled + rest;
  };
}

const said = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
