/** What a spreadsheet would take for a formula, also behind blanks (OWASP, CSV injection). */
const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/** Programs that do not ask take the file for UTF-8 only with it. */
export const byteOrderMark = '\ufeff';

/** One record (RFC 4180), every cell in quotes; one that would be a formula is text by a leading apostrophe. */
export const csvLine = (cells: (string | number | null)[]): string =>
  `${cells.map((cell) => quote(cell === null ? '' : String(cell))).join(',')}\r\n`;

const quote = (cell: string): string => `"${(formula.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`;
