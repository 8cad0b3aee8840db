import MarkdownIt, { type Token } from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false }).disable(
  'image',
);

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['h2', 'h3', 'h4', 'p', 'br', 'hr', 'strong', 'em', 's', 'code', 'pre', 'blockquote'],
    ...['ul', 'ol', 'li', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
  allowedSchemes: ['https', 'http', 'mailto', 'tel'],
  allowProtocolRelative: false,
  transformTags: {
    h1: 'h2',
    h5: 'h4',
    h6: 'h4',
    a: (tagName, attributes) => ({ tagName, attribs: { ...attributes, rel: 'noreferrer noopener' } }),
  },
};

/** Markdown to HTML that may stand in a page: no raw HTML, no images, links of known schemes only. */
export const renderMarkdown = (text: string): string => sanitizeHtml(markdown.render(text), allowed).trim();

/**
 * The words alone, each block and each line of its own, with the address of a link beside its words: what a comparison
 * of two texts reads.
 */
export const plainText = (text: string): string =>
  markdown
    .parse(text, {})
    .flatMap(({ type, children, content }) => {
      if (type === 'inline') return [(children ?? []).map(sayInline).join('')];
      return type === 'fence' || type === 'code_block' ? [content.trimEnd()] : [];
    })
    .join('\n');

function sayInline({ type, content, info }: Token, at: number, all: Token[]): string {
  if (type === 'text' || type === 'code_inline') return content;
  if (type === 'softbreak' || type === 'hardbreak') return '\n';
  const opened = all.slice(0, at).findLast((token) => token.type === 'link_open');
  return type === 'link_close' && info !== 'auto' ? ` (${opened?.attrGet('href') ?? ''})` : '';
}
