import Handlebars, { type HelperDelegate, type HelperOptions } from 'handlebars';
import { assetPath, type Assets } from './assets.ts';
import { bindNumbers } from './bind-numbers.ts';
import { clock, dateTime, formatNumber, timeLeft, when, type Viewer } from './dates.ts';
import { translate } from './languages.ts';

// More letters than a signature has room for on one line of a phone.
const longName = 20;

export function createTemplateFunctions(assets: Assets): Record<string, HelperDelegate> {
  return {
    t: (key: string, options: HelperOptions) => translate(viewer(options).language, key, options.hash),

    when: (ms: number, options: HelperOptions) => when(ms, viewer(options)),
    dateTime: (ms: number, options: HelperOptions) => dateTime(ms, viewer(options)),
    clock: (ms: number, options: HelperOptions) => clock(ms, viewer(options)),
    timeLeft: (ms: number, options: HelperOptions) => timeLeft(ms, viewer(options)),
    iso: (ms: number) => new Date(ms).toISOString(),

    number: (value: number, options: HelperOptions) => formatNumber(value, viewer(options).language),
    bound: (text: string) => bindNumbers(text),
    checkValue,
    initials,
    isLong: (name: string) => name.length > longName,

    asset: (path: string) => assetPath(assets, path),
    icon: (name: string) => icon(assets, name),

    eq: (a: unknown, b: unknown) => a === b,
    not: (value: unknown) => !isTrue(value),
    and: (...args: unknown[]) => values(args).every(isTrue),
    or: (...args: unknown[]) => values(args).find(isTrue) ?? false,
  };
}

function checkValue(hash: string): string {
  const figures = hash.slice(0, 16).toUpperCase();
  return figures.match(/.{1,4}/g)?.join(' ') ?? '';
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word && !word.endsWith('.'));
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return [first, last]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

function icon(assets: Assets, name: string): Handlebars.SafeString {
  const href = Handlebars.escapeExpression(`${assetPath(assets, '/icons/sprite.svg')}#${name}`);
  return new Handlebars.SafeString(`<svg class="icon" aria-hidden="true"><use href="${href}"></use></svg>`);
}

function viewer(options: HelperOptions): Viewer {
  const { language, timeZone, now } = (options.data as { root: Partial<Viewer> }).root;
  if (!language || !timeZone || now === undefined) {
    throw new Error('A view needs language, timeZone and now in its data');
  }
  return { language, timeZone, now };
}

// As {{#if}} has it: zero and an empty list count as no.
function isTrue(value: unknown): boolean {
  return Boolean(value) && !Handlebars.Utils.isEmpty(value);
}

// Handlebars adds its options as the last argument of every helper.
function values(args: unknown[]): unknown[] {
  return args.slice(0, -1);
}
