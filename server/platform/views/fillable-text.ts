export type FillableText = (params: Record<string, unknown>) => string;

const place = /\{\{\s*(\w+)\s*(?:,\s*(\w+)\s*)?\}\}/g;

type Place = { before: string; name: string; isNumber: boolean; asWritten: string };

/** Takes a text of the language files apart once, so that filling its `{{name}}` and `{{count, number}}` is quick. */
export function fillableText(text: string, formatNumber: (value: number) => string): FillableText {
  const places: Place[] = [];
  let from = 0;
  for (const { 0: asWritten, 1: name = '', 2: format, index } of text.matchAll(place)) {
    if (format !== undefined && format !== 'number')
      throw new Error(`A text has the unknown format ${format}`);
    places.push({ before: text.slice(from, index), name, isNumber: format === 'number', asWritten });
    from = index + asWritten.length;
  }
  const rest = text.slice(from);
  if (places.length === 0) return () => text;
  return (params) => {
    let filled = '';
    for (const { before, name, isNumber, asWritten } of places) {
      const value = params[name] as string | number | null | undefined;
      if (isNumber && typeof value === 'number') filled += before + formatNumber(value);
      // What nobody gave stays to be seen.
      else filled += before + (value === undefined ? asWritten : String(value ?? ''));
    }
    return filled + rest;
  };
}
