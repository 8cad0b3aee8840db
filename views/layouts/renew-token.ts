/** The token of the session that is open now: the person may have signed in again in another window. */
export async function renewToken(form: HTMLFormElement): Promise<void> {
  const field = form.querySelector<HTMLInputElement>('input[name="_csrf"]');
  const answer = await fetch('/api/v1/me', { headers: { Accept: 'application/json' } }).catch(() => null);
  if (!field || !answer?.ok) return;
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  field.value = csrfToken;
}
