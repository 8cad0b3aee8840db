const allowed = new Set(
  'h2 h3 h4 p br hr strong em s code pre blockquote ul ol li a table thead tbody tr th td'.split(' '),
);
const schemes = ['https:', 'http:', 'mailto:', 'tel:'];

/**
 * The nodes of a text that the house has rendered, and nothing that it would not have let through: what stands in a
 * message is believed to be words, not markup.
 */
export function copyMarkup(html: string): DocumentFragment {
  const copy = document.createDocumentFragment();
  copyInto(copy, new DOMParser().parseFromString(html, 'text/html').body);
  return copy;
}

function copyInto(target: Node, source: Node): void {
  for (const child of source.childNodes) {
    if (child instanceof Text) target.appendChild(document.createTextNode(child.data));
    else if (child instanceof Element && allowed.has(child.localName))
      copyInto(copyElement(target, child), child);
  }
}

function copyElement(target: Node, source: Element): Element {
  const element = target.appendChild(document.createElement(source.localName));
  if (element instanceof HTMLAnchorElement) copyAddress(element, source.getAttribute('href') ?? '');
  if (source instanceof HTMLOListElement && element instanceof HTMLOListElement && source.start !== 1)
    element.start = source.start;
  return element;
}

function copyAddress(link: HTMLAnchorElement, address: string): void {
  const isKnown =
    URL.canParse(address, location.href) && schemes.includes(new URL(address, location.href).protocol);
  if (!isKnown) return;
  link.href = address;
  link.rel = 'noreferrer noopener';
}
