import { readFact, type Sealed, writeFact } from './device-store.ts';

/** The tag of a person, and the half of his key that the server gives to his own pages. */
export interface Seal {
  owner: string;
  key: string;
}

/** Only the same person on the same device opens it again; that it is his cannot be changed either. */
export async function sealText(seal: Seal, id: string, text: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: label(seal, id) },
    await wholeKey(seal),
    new TextEncoder().encode(text),
  );
  return { iv, sealed };
}

/** Null for what was sealed by another person or elsewhere, or was changed since. */
export async function openText(
  seal: Seal,
  { id, iv, sealed }: Sealed & { id: string },
): Promise<string | null> {
  const algorithm = { name: 'AES-GCM', iv, additionalData: label(seal, id) };
  const text = await crypto.subtle.decrypt(algorithm, await wholeKey(seal), sealed).catch(() => null);
  return text && new TextDecoder().decode(text);
}

async function wholeKey({ key }: Seal): Promise<CryptoKey> {
  const bits = await crypto.subtle.sign('HMAC', await deviceKey(), new TextEncoder().encode(key));
  return crypto.subtle.importKey('raw', bits, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

// The device's half can be used here, and read nowhere.
function deviceKey(): Promise<CryptoKey> {
  return navigator.locks.request('umlauf-device-key', async () => {
    const known = (await readFact('device-key')) as CryptoKey | undefined;
    if (known) return known;
    const made = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    await writeFact('device-key', made);
    return made;
  });
}

function label({ owner }: Seal, id: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${owner} ${id}`);
}
