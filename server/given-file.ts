import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { SettingFault } from './setting-fault.ts';

export function readGivenFile(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new SettingFault(`${name} names a file that cannot be read: ${file}.`);
  }
}

export function readTls(certFile: string, keyFile: string): { cert: string; key: string } {
  const tls = { cert: readGivenFile('TLS_CERT_FILE', certFile), key: readGivenFile('TLS_KEY_FILE', keyFile) };
  check(
    'TLS_CERT_FILE and TLS_KEY_FILE cannot be used: they are not a certificate and its key in PEM.',
    () => [new X509Certificate(tls.cert), createSecureContext(tls)],
  );
  return tls;
}

export function readAuthority(name: string, file: string): string {
  const pem = readGivenFile(name, file);
  check(`${name} cannot be used: it is not a certificate in PEM.`, () => new X509Certificate(pem));
  return pem;
}

/** A file that is not there yet is made at the first start. */
export function checkVapidKeyFile(name: string, file: string): void {
  if (!existsSync(file)) return;
  const content = readGivenFile(name, file);
  check(`${name} cannot be used: it is not {"publicKey","privateKey"} in base64url.`, () => {
    const { publicKey, privateKey } = JSON.parse(content) as Record<string, unknown>;
    const lengths = [publicKey, privateKey].map((key) => Buffer.from(String(key), 'base64url').length);
    if (lengths[0] !== 65 || lengths[1] !== 32) throw new Error();
  });
}

function check(sentence: string, use: () => unknown): void {
  try {
    use();
  } catch {
    throw new SettingFault(sentence);
  }
}
