import { contentHash } from '../platform/content-hash.ts';
import { renderMarkdown } from '../platform/markdown.ts';
import type { Announcement } from './announcement.ts';

type Unrendered = Omit<Announcement, 'bodyHtml' | 'translationsHtml' | 'contentHash'>;

/**
 * Text and its rendering belong together: the hash, which covers every language in the order of their codes, is what
 * a receipt proves.
 */
export function renderText(announcement: Unrendered): Announcement {
  const { number, version, title, body, language } = announcement;
  const translations = announcement.translations.toSorted((a, b) => (a.language < b.language ? -1 : 1));
  const inOneLanguage = { number, version, title, body };
  return {
    ...announcement,
    translations,
    bodyHtml: renderMarkdown(body),
    translationsHtml: Object.fromEntries(
      translations.map((text) => [text.language, renderMarkdown(text.body)]),
    ),
    contentHash: contentHash(
      translations.length === 0 ? inOneLanguage : { ...inOneLanguage, language, translations },
    ),
  };
}
