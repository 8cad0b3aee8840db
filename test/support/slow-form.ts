import { request as httpRequest } from 'node:http';
import type { Visitor } from './visitor.ts';

type SlowForm = { answered: Promise<number>; finish: () => void };

/** A form whose body is written only when it is told to: the server has the session's cookie long before the rest. */
export function slowForm(
  baseUrl: string,
  path: string,
  sender: Pick<Visitor, 'cookie' | 'csrfToken'>,
): SlowForm {
  const body = new URLSearchParams({ _csrf: sender.csrfToken, version: '1' }).toString();
  const headers = {
    ...{ cookie: sender.cookie, 'content-type': 'application/x-www-form-urlencoded' },
    'content-length': String(body.length),
  };
  const form = httpRequest(`${baseUrl}${path}`, { method: 'POST', headers });
  const answered = new Promise<number>((resolve, reject) => {
    form.on('response', (response) => {
      response.resume().on('end', () => {
        resolve(response.statusCode ?? 0);
      });
    });
    form.on('error', reject);
  });
  form.flushHeaders();
  return { answered, finish: () => void form.end(body) };
}
