import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export type Authority = { caFile: string; certFile: string; keyFile: string };

const run = promisify(execFile);

// The leaf must say CA:FALSE: Firefox refuses a server certificate that could itself sign.
const SETTINGS = `
[req]
prompt = no
distinguished_name = name
[name]
CN = Umlauf test
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = IP:127.0.0.1, DNS:localhost, DNS:push.test
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
`;

export async function makeAuthority(folder: string): Promise<Authority> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'authority.cnf'), SETTINGS);
  const openssl = (line: string, ...more: string[]) =>
    run('openssl', [...line.split(' '), ...more], { cwd: folder });
  const newKey = '-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config authority.cnf';

  await openssl(
    `req -x509 ${newKey} -keyout ca.key -out ca.pem -extensions ca -days 30 -subj`,
    '/CN=Umlauf test authority',
  );
  await openssl(`req -new ${newKey} -keyout leaf.key -out leaf.csr -subj`, '/CN=127.0.0.1');
  await openssl(
    'x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -set_serial 2 -out leaf.pem -extfile authority.cnf -extensions leaf -days 30',
  );

  return {
    caFile: join(folder, 'ca.pem'),
    certFile: join(folder, 'leaf.pem'),
    keyFile: join(folder, 'leaf.key'),
  };
}
