import { pageFact } from './page-facts.ts';

interface Message {
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal;
  /** Goes out though the page is left. */
  keepalive?: boolean;
}

export function sendJson(
  path: string,
  { method = 'POST', body, signal, keepalive = false }: Message,
): Promise<Response> {
  return fetch(path, {
    ...{ method, keepalive },
    headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': pageFact('csrfToken') ?? '' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
}
