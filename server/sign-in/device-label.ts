const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

const browsers: [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Chrome|CriOS|HeadlessChrome/, 'Chrome'],
  [/Safari/, 'Safari'],
];

const find = (names: [RegExp, string][], userAgent: string): string | undefined =>
  names.find(([pattern]) => pattern.test(userAgent))?.[1];

/** What a person calls the device: "Chrome, Android". Nothing finer is kept. */
export function deviceLabel(userAgent: string | undefined): string {
  const parts = [find(browsers, userAgent ?? ''), find(systems, userAgent ?? '')].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : 'Browser';
}

export const deviceKind = (label: string): 'phone' | 'computer' =>
  /iPhone|iPad|Android/.test(label) ? 'phone' : 'computer';
