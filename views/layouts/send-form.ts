export type Sent =
  | { outcome: 'here'; answer: Document; url: string }
  | { outcome: 'elsewhere'; url: string }
  | { outcome: 'refused' }
  | { outcome: 'failed' };

const patienceMs = 20_000;

export async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<Sent> {
  const answer = await request(form, submitter).catch(() => null);
  if (!answer || answer.status >= 500) return { outcome: 'failed' };
  if (!answer.ok) return { outcome: 'refused' };
  const html = await answer.text().catch(() => null);
  if (html === null) return { outcome: 'failed' };
  if (new URL(answer.url).pathname !== location.pathname) return { outcome: 'elsewhere', url: answer.url };
  return { outcome: 'here', answer: new DOMParser().parseFromString(html, 'text/html'), url: answer.url };
}

function request(form: HTMLFormElement, submitter: HTMLElement | null): Promise<Response> {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter)) {
    if (typeof value === 'string') fields.append(name, value);
  }
  const headers = { Accept: 'text/html' };
  const signal = AbortSignal.timeout(patienceMs);
  // A field named "action" or "method" would hide the form's own property.
  const action = new URL(form.getAttribute('action') ?? '', location.href);
  if (form.getAttribute('method')?.toLowerCase() === 'post') {
    return fetch(action, { method: 'POST', body: fields, headers, signal });
  }
  action.search = fields.toString();
  return fetch(action, { headers, signal });
}
