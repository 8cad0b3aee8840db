import { IncomingMessage, ServerResponse, type RequestListener } from 'node:http';
import { Socket } from 'node:net';

export type Injected = { status: number; body: string; cookie: string };

/** Leads nowhere and keeps what is written. */
class Ear extends Socket {
  readonly heard: Buffer[] = [];

  override _write(chunk: Buffer | string, encoding: BufferEncoding, done: () => void): void {
    this.heard.push(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);
    done();
  }

  override _writev(chunks: { chunk: Buffer | string; encoding: BufferEncoding }[], done: () => void): void {
    for (const { chunk, encoding } of chunks) this._write(chunk, encoding, () => undefined);
    done();
  }
}

/**
 * One GET through a request listener, without a connection: what a socket costs is the same for peer and product, and
 * would hide the microseconds that are asked for.
 */
export function inject(
  listener: RequestListener,
  path: string,
  headers: Record<string, string>,
): Promise<Injected> {
  const ear = new Ear();
  const request = new IncomingMessage(ear);
  Object.assign(request, { method: 'GET', url: path, httpVersionMajor: 1, httpVersionMinor: 1 });
  request.headers = { host: 'localhost', ...headers };
  request.push(null);
  const response = new ServerResponse(request);
  response.assignSocket(ear);
  return new Promise((resolve, reject) => {
    response.once('error', reject);
    response.once('finish', () => {
      const answer = Buffer.concat(ear.heard).toString();
      const [cookie = ''] = [response.getHeader('set-cookie')].flat().map(String);
      const body = answer.slice(answer.indexOf('\r\n\r\n') + 4);
      resolve({ status: response.statusCode, body, cookie: cookie.split(';')[0] ?? '' });
    });
    listener(request, response);
  });
}

/** So many of them, some under way at once as on a server; any answer but the awaited one ends the benchmark. */
export async function injectMany(
  count: number,
  send: () => Promise<Injected>,
  isRight: (answer: Injected) => boolean,
) {
  let left = count;
  const sendOneByOne = async () => {
    while (left > 0) {
      left -= 1;
      const answer = await send();
      if (answer.status !== 200 || !isRight(answer))
        throw new Error(`answered ${answer.status}: ${answer.body.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, sendOneByOne));
}
