import { languages } from './languages.ts';
import { locales } from './zoned-time.ts';

const nbsp = '\u00a0';
const unitNames =
  'Uhr uur h min Std Min Stunden? Minuten? Tagen? Wochen? hours? minutes? days? weeks? uren minuut dagen weken ' +
  'km m cm mm kg g t l °C % € Euro euro';

const monthNames = languages.flatMap((language) => {
  const format = new Intl.DateTimeFormat(locales[language], { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2026, month, 1)));
});

const units = [...unitNames.split(' '), ...monthNames].join('|');
const numberThenUnit = new RegExp(String.raw`(?<=\d\.?) (?=(?:${units})(?![\p{L}\d]))`, 'gu');
// Longer words have to break from their number where a phone is narrow.
const wordThenNumber = /(?<![\p{L}\d])(\p{L}{2,14}) (?=\d{1,3}\p{Ll}?(?![\p{L}\d]|[.:,]\d))/gu;

/** "Halle 3", "13:30 Uhr" and "5. Dezember" stay on one line: only spaces become others that do not break. */
export function bindNumbers(text: string): string {
  return text.replace(numberThenUnit, nbsp).replace(wordThenNumber, `$1${nbsp}`);
}
