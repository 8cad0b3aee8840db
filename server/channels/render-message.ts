import MarkdownIt, { type StateInline } from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

/** The names of those who may be mentioned, by id. */
type Mentionable = { names: Map<string, string> };

const mentionPattern = /^@\[([^\]\n]{1,200})\]\((?:person:([0-9a-f]{32})|(all))\)/;

/** Whoever calls all calls them so, and not by the name of somebody. */
const namesOfAll = ['all', 'alle', 'iedereen'];
const nameOfAll = (label: string): string => (namesOfAll.includes(label) ? label : 'all');

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false }).disable([
  ...['image', 'heading', 'lheading', 'hr', 'table', 'reference', 'html_block', 'html_inline'],
]);
markdown.inline.ruler.before('link', 'mention', (state: StateInline, silent: boolean) => {
  const found = mentionPattern.exec(state.src.slice(state.pos, state.pos + 260));
  if (!found) return false;
  if (!silent) {
    const [, label = '', personId] = found;
    const { names } = state.env as Mentionable;
    const name = personId === undefined ? label : names.get(personId);
    const token = state.push('mention', '', 0);
    token.content = `@${personId === undefined ? nameOfAll(label) : (name ?? label)}`;
    token.meta = { personId: name === undefined ? null : (personId ?? 'all') };
  }
  state.pos += found[0].length;
  return true;
});
markdown.renderer.rules['mention'] = (tokens, at) => {
  const text = markdown.utils.escapeHtml(tokens[at]?.content ?? '');
  const personId = tokens[at]?.meta?.['personId'];
  return typeof personId === 'string'
    ? `<span class="mention" data-person="${personId}">${text}</span>`
    : text;
};

const allowed: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'br', 'strong', 'em', 's', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a', 'span'],
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'], span: ['data-person'] },
  allowedClasses: { span: ['mention'] },
  allowedSchemes: ['https', 'http', 'mailto', 'tel'],
  allowProtocolRelative: false,
  transformTags: {
    a: (tagName, attributes) => ({ tagName, attribs: { ...attributes, rel: 'noreferrer noopener' } }),
  },
};

/**
 * One rendering for everybody: a short set of Markdown, and `@[Name](person:ID)` with the name that the directory has.
 * Whoever is not in `names` is not mentioned, only written.
 */
export const renderMessage = (text: string, names: Map<string, string>): string =>
  sanitizeHtml(markdown.render(text, { names } satisfies Mentionable), allowed).trim();
