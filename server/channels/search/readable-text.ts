const link = /<a href="([^"]*)"[^>]*>(.*?)<\/a>/gs;
const blockEdge = /<(?:br \/|\/?(?:p|pre|blockquote|ul|ol|li)(?: [^>]*)?)>/g;
const tag = /<[^>]*>/g;

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const decode = (html: string): string =>
  html.replace(/&(amp|lt|gt|quot|#39);/g, (entity, name: string) => entities[name] ?? entity);

/** The host, or the address of a mail; empty where there is none. */
function whereTo(href: string): string {
  if (!URL.canParse(href)) return '';
  const { host, pathname } = new URL(href);
  return host === '' ? pathname : host;
}

/** What stands on the screen of a rendered message, and beside a link's words where it leads. */
export function readableText(html: string): string {
  const withHosts = html.replace(link, (_, href: string, label: string) => {
    const goal = whereTo(decode(href));
    return goal === '' || decode(label).includes(goal) ? label : `${label} (${goal})`;
  });
  const text = decode(withHosts.replace(blockEdge, '\n').replace(tag, ''));
  return text.replace(/\n\s*/g, '\n').trim();
}
