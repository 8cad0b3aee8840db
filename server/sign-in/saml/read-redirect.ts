import { createVerify } from 'node:crypto';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { decodeBase64, demand, readMessage, SamlFault, signatureAlgorithms } from './check-message.ts';

const unfold = promisify(inflateRaw);
const longestQuery = 16 * 1024;
const largestUnfolded = 64 * 1024;

/**
 * A message that came by Redirect, whose signature stands in the address and is required. The library takes one
 * without, and unfolds without end.
 */
export async function readSignedRedirect(
  address: string,
  name: 'SAMLRequest' | 'SAMLResponse',
  certificates: string[],
): Promise<Element> {
  const query = address.slice(address.indexOf('?') + 1);
  demand(query.length <= longestQuery, 'too large');
  const parameters = splitQuery(query);
  const [message, relayState] = [parameters.get(name), parameters.get('RelayState')];
  const [algorithm, signature] = [parameters.get('SigAlg'), parameters.get('Signature')];
  if (!message || !algorithm || !signature) throw new SamlFault('not signed');
  // Signed is what stands in the address, octet by octet, in this order.
  const signed = [
    `${name}=${message.raw}`,
    ...(relayState ? [`RelayState=${relayState.raw}`] : []),
    `SigAlg=${algorithm.raw}`,
  ].join('&');
  const hash = signatureAlgorithms.get(algorithm.value);
  if (hash === undefined) throw new SamlFault('an algorithm that is not taken');
  const proof = decodeBase64(signature.value);
  const holds = certificates.some((certificate) =>
    createVerify(hash).update(signed).verify(certificate, proof),
  );
  demand(holds, 'a signature that does not hold');
  const bytes = await unfold(decodeBase64(message.value), { maxOutputLength: largestUnfolded }).catch(
    () => null,
  );
  if (!bytes) throw new SamlFault('cannot be unfolded, or too large');
  return readMessage(bytes).root;
}

type Parameter = { raw: string; value: string };

function splitQuery(query: string): Map<string, Parameter> {
  const parameters = new Map<string, Parameter>();
  for (const pair of query.split('&')) {
    const at = pair.indexOf('=');
    const [name, raw] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    demand(!parameters.has(name), 'a parameter that stands there twice');
    parameters.set(name, { raw, value: decodeParameter(raw) });
  }
  return parameters;
}

function decodeParameter(raw: string): string {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' '));
  } catch {
    throw new SamlFault('a parameter that cannot be read');
  }
}
