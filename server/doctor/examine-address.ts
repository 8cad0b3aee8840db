import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:tls';
import type { Config } from '../config.ts';
import { codeOf } from '../delivery/push/line.ts';
import { found, type Finding } from './finding.ts';
import { judgeCertificate, type SeenCertificate } from './judge-certificate.ts';

const patienceMs = 5000;

/** Would a phone that opens the portal's address trust what it meets there? */
export async function examineAddress({ baseUrl, production }: Config, now: number): Promise<Finding> {
  const { protocol, hostname, port } = new URL(baseUrl);
  if (protocol !== 'https:')
    return found('address', production ? 'bad' : 'doubtful', 'addressPlain', { subject: baseUrl });
  try {
    return judgeCertificate(baseUrl, await readCertificate(hostname, Number(port || 443)), now);
  } catch (error) {
    return found('address', 'bad', 'addressSilent', { subject: baseUrl, code: codeOf(error) });
  }
}

/** What is shown there is looked at, whoever signed it; nothing is said over the connection. */
async function readCertificate(host: string, port: number): Promise<SeenCertificate> {
  const socket = connect({ host, port, servername: host, rejectUnauthorized: false });
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(patienceMs) });
    const shown = socket.getPeerX509Certificate();
    if (!shown) throw Object.assign(new Error('no certificate'), { code: 'ENOCERT' });
    const fault = socket.authorized ? null : String(socket.authorizationError);
    return { fault, validTo: Date.parse(new X509Certificate(shown.raw).validTo) };
  } finally {
    socket.destroy();
  }
}
