import { pageFact } from './page-facts.ts';

interface Message {
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal;
}

export function sendJson(path: string, { method = 'POST', body, signal }: Message): Promise<Response> {
  return fetch(path, {
    method,
    headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': pageFact('csrfToken') ?? '' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
}
