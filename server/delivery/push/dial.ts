import { once } from 'node:events';
import { isIP } from 'node:net';
import { connect, createSecureContext, rootCertificates, type TLSSocket } from 'node:tls';
import type { AllowedEndpoint } from './endpoint.ts';
import { openTunnel } from './proxy-tunnel.ts';
import { lookupPublic } from './public-lookup.ts';

export type Protocol = 'h2' | 'http/1.1';

/** Opens one connection to a push service, ready to be spoken on; rejects with the code of what went wrong. */
export type Dial = (to: AllowedEndpoint, protocols: Protocol[], closing: AbortSignal) => Promise<TLSSocket>;

export type DialOptions = {
  /** A further authority, in PEM. */
  ca: string | null;
  /** `http://` or `https://`, with a name and password if it asks for them. */
  proxy: URL | null;
};

const patienceMs = 10_000;

/**
 * Every connection resolves the name anew and goes to what was found and nowhere else: public addresses, unless the
 * host is listed with its port. Behind a proxy it is the proxy that resolves; then the list of hosts alone protects.
 */
export function createDial({ ca, proxy }: DialOptions): Dial {
  const secureContext = createSecureContext(ca === null ? {} : { ca: [...rootCertificates, ca] });
  return async ({ url, mayBePrivate }, protocols, closing) => {
    const late = AbortSignal.timeout(patienceMs);
    const signal = AbortSignal.any([late, closing]);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const port = Number(url.port || 443);
    const way = proxy
      ? { socket: await openTunnel(proxy, `${url.hostname}:${port}`, signal) }
      : { port, ...(mayBePrivate ? {} : { lookup: lookupPublic }) };
    const name = isIP(host) === 0 ? { servername: host } : {};
    const socket = connect({ ...way, ...name, host, ALPNProtocols: protocols, secureContext });
    try {
      await once(socket, 'secureConnect', { signal });
      return socket;
    } catch (error) {
      socket.destroy();
      throw late.aborted ? Object.assign(new Error('no connection in time'), { code: 'timeout' }) : error;
    }
  };
}
