import { attributeOf, everyElement, parseXml, signature } from './xml.ts';

/** Why a message of the IdP was refused: for the log only; whoever sent it is told nothing that helps to bend the next. */
export class SamlFault extends Error {}

export const demand = (isSo: boolean, otherwise: string): void => {
  if (!isSo) throw new SamlFault(otherwise);
};

export const clockSkewMs = 5000;
export const longestAgeMs = 5 * 60_000;

const largestBytes = 256 * 1024;
/** The parsers below take time that grows with the square of the elements. */
const mostElements = 4000;

const algorithms = new Set([
  ...['rsa-sha256', 'rsa-sha384', 'rsa-sha512'].map(
    (name) => `http://www.w3.org/2001/04/xmldsig-more#${name}`,
  ),
  ...['sha256', 'sha512'].map((name) => `http://www.w3.org/2001/04/xmlenc#${name}`),
  'http://www.w3.org/2001/04/xmldsig-more#sha384',
  'http://www.w3.org/2001/10/xml-exc-c14n#',
  'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
]);

/** How a Redirect may be signed. */
export const signatureAlgorithms = new Map(
  ['sha256', 'sha384', 'sha512'].map((hash) => [
    `http://www.w3.org/2001/04/xmldsig-more#rsa-${hash}`,
    `RSA-${hash.toUpperCase()}`,
  ]),
);

export function decodeBase64(given: unknown): Buffer {
  if (typeof given !== 'string' || given === '') throw new SamlFault('no message, or several');
  demand(given.length <= (largestBytes * 4) / 3 + 4096, 'too large');
  const packed = given.replace(/[\r\n]/g, '');
  demand(/^[A-Za-z0-9+/]+={0,2}$/.test(packed), 'not base64');
  return Buffer.from(packed, 'base64');
}

/** What may be shown to a parser, parsed: bounded, without document types, comments, CDATA or instructions. */
export function readMessage(bytes: Buffer): { xml: string; root: Element } {
  demand(bytes.length <= largestBytes, 'too large');
  const xml = decodeUtf8(bytes);
  demand(!xml.includes('<!'), 'a document type, a comment or CDATA');
  demand(!xml.replace(/^\s*<\?xml [^?<>]*\?>/, '').includes('<?'), 'a processing instruction');
  let elements = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at + 1)) elements += 1;
  demand(elements <= mostElements, 'too many elements');
  const root = parseXml(xml);
  if (!root) throw new SamlFault('not well-formed');
  checkIdsAndAlgorithms(root);
  return { xml, root };
}

function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new SamlFault('not UTF-8');
  }
}

function checkIdsAndAlgorithms(root: Element): void {
  const ids = new Set<string>();
  for (const element of everyElement(root)) {
    for (const name of ['ID', 'Id', 'id']) {
      const id = attributeOf(element, name);
      if (id === null) continue;
      demand(!ids.has(id), 'an id that stands there twice');
      ids.add(id);
    }
    if (element.namespaceURI !== signature) continue;
    const algorithm = attributeOf(element, 'Algorithm');
    if (algorithm !== null) demand(algorithms.has(algorithm), 'an algorithm that is not taken');
    demand(element.localName !== 'Object', 'an object inside a signature');
  }
}
