/** The token of the session that is open now: the person may have signed in again in another window. */
export async function renewToken(form: HTMLFormElement): Promise<void> {
  const field = form.querySelector<HTMLInputElement>('input[name="_csrf"]');
  const token = await askForToken();
  if (field && token !== null) field.value = token;
}

export async function askForToken(): Promise<string | null> {
  const answer = await fetch('/api/v1/me', { headers: { Accept: 'application/json' } }).catch(() => null);
  if (!answer?.ok) return null;
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  return csrfToken;
}
