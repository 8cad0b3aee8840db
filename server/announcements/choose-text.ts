import type { Language } from '../platform/views/languages.ts';
import type { Announcement } from './announcement.ts';

/** The text of an announcement in one language, as a page shows it. */
export type ShownText = {
  language: Language;
  title: string;
  body: string;
  bodyHtml: string;
  /** There is none in the reader's own language. */
  isMissing: boolean;
  /** All languages there are, that of the sender first. */
  languages: Language[];
};

/** In the language that was asked for, or else the reader's, or else the sender's. */
export function chooseText(
  announcement: Pick<
    Announcement,
    'language' | 'title' | 'body' | 'bodyHtml' | 'translations' | 'translationsHtml'
  >,
  reads: Language,
  asked: Language = reads,
): ShownText {
  const { translations, translationsHtml } = announcement;
  const languages = [announcement.language, ...translations.map(({ language }) => language)];
  const isMissing = !languages.includes(reads);
  const wanted = [asked, reads].find((language) => languages.includes(language)) ?? announcement.language;
  const translation = translations.find(({ language }) => language === wanted);
  const { language, title, body } = translation ?? announcement;
  const bodyHtml = translation ? (translationsHtml[language] ?? '') : announcement.bodyHtml;
  return { language, title, body, bodyHtml, isMissing, languages };
}
