import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import i18next, { type Resource, type ResourceLanguage } from 'i18next';
import { projectRoot } from '../project-root.ts';
import { fillableText, type FillableText } from './fillable-text.ts';

export const languages = ['en', 'de', 'nl'] as const;
export type Language = (typeof languages)[number];

interface LanguageChoice {
  preferred?: string | null | undefined;
  cookie?: string | null | undefined;
  acceptLanguage?: string | null | undefined;
  fallback: Language;
}

export const languagesRoot = join(projectRoot, 'views', 'languages');

const catalogue = i18next.createInstance();
void catalogue.init({
  resources: readCatalogue(languagesRoot),
  supportedLngs: languages,
  fallbackLng: 'en',
  defaultNS: 'pages',
  initAsync: false,
  returnNull: false,
  // Handlebars escapes what a template shows, and notifications are plain text.
  interpolation: { escapeValue: false },
});

// i18next finds the one text for a key, a context and a plural. A page of many rows asks for the same ones many times,
// and each lookup would cost as much as the rest of its row.
const found = new Map<Language, Map<string, FillableText>>(
  languages.map((language) => [language, new Map()]),
);
const mostFound = 10_000;
const plurals = new Map(languages.map((language) => [language, new Intl.PluralRules(language)]));
const numbers = new Map(languages.map((language) => [language, new Intl.NumberFormat(language)]));

export function translate(language: Language, key: string, params: Record<string, unknown> = {}): string {
  const texts = found.get(language);
  const name = nameOf(language, key, params);
  const known = texts?.get(name);
  if (known) return known(params);
  const text = findText(language, key, params);
  if (texts && texts.size < mostFound) texts.set(name, text);
  return text(params);
}

function nameOf(language: Language, key: string, { count, context }: Record<string, unknown>): string {
  if (count === undefined && context === undefined) return key;
  const plural = typeof count !== 'number' ? '' : count === 0 ? 'none' : plurals.get(language)?.select(count);
  return `${key} ${plural ?? ''} ${String(context)}`;
}

function findText(
  language: Language,
  key: string,
  { count, context }: Record<string, unknown>,
): FillableText {
  const options = { count, context, lng: language, skipInterpolation: true };
  const text = catalogue.t<string, Record<string, unknown>, string>(key, options);
  return fillableText(text, (value) => numbers.get(language)?.format(value) ?? '');
}

export function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language);
}

export function pickLanguage({ preferred, cookie, acceptLanguage, fallback }: LanguageChoice): Language {
  const wishes = [preferred, cookie, ...readAcceptLanguage(acceptLanguage ?? '')];
  return wishes.find(isLanguage) ?? fallback;
}

function readAcceptLanguage(header: string): string[] {
  return header
    .split(',')
    .slice(0, 20)
    .map((part) => {
      const [range = '', ...params] = part.trim().toLowerCase().split(';');
      const weight = params.map((param) => /^\s*q=([\d.]+)$/.exec(param)?.[1]).find(Boolean);
      return { tag: range.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}

function readCatalogue(root: string): Resource {
  return Object.fromEntries(languages.map((language) => [language, readNamespaces(join(root, language))]));
}

function readNamespaces(folder: string): ResourceLanguage {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    files.map((name) => [basename(name, '.json'), JSON.parse(readFileSync(join(folder, name), 'utf8'))]),
  );
}
