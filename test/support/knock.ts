import { request } from 'node:http';
import type { Answer } from './visitor.ts';

export type Knock = {
  method?: string;
  /** As it goes over the wire: nothing is normalised or escaped. */
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
};

/** A request as an attacker makes it: any path, any header, any bytes. */
export function knock(baseUrl: string, { method = 'GET', path, headers = {}, body }: Knock): Promise<Answer> {
  const { hostname, port } = new URL(baseUrl);
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request(
      { hostname, port, method, path, headers: { ...length, ...headers }, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const fields = Object.entries(response.headersDistinct);
          const received = new Headers(
            fields.flatMap(([name, values]) =>
              (values ?? []).map((value): [string, string] => [name, value]),
            ),
          );
          const isJson = received.get('content-type')?.includes('json') ?? false;
          const json = isJson ? (JSON.parse(text) as unknown) : null;
          resolve({ status: response.statusCode ?? 0, headers: received, text, json });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
