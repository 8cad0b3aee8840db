import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { Duplex } from 'node:stream';

/** A way through an HTTP proxy to `host:port` (CONNECT, RFC 9110 section 9.3.6). */
export function openTunnel(proxy: URL, target: string, signal: AbortSignal): Promise<Duplex> {
  const request = proxy.protocol === 'https:' ? requestSecure : requestPlain;
  const { username, password } = proxy;
  const known = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  return new Promise((resolve, reject) => {
    const call = request({
      ...{
        host: proxy.hostname.replace(/^\[|\]$/g, ''),
        port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      },
      ...{ method: 'CONNECT', path: target, agent: false, signal },
      headers: {
        host: target,
        ...(username === '' ? {} : { 'proxy-authorization': `Basic ${known.toString('base64')}` }),
      },
    });
    call.once('error', reject);
    const refuse = (status: number): void => {
      reject(Object.assign(new Error(`the proxy answered ${status}`), { code: `PROXY_${status}` }));
      call.destroy();
    };
    call.once('response', ({ statusCode = 0 }) => {
      refuse(statusCode);
    });
    call.once('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode === 200) resolve(socket);
      else refuse(statusCode);
    });
    call.end();
  });
}
