import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Answer, Visitor } from '../visitor.ts';
import { send } from '../visitor.ts';
import type { PageInAState } from './page-in-a-state.ts';

/** Shows the page in the browser, which is signed in as its person. */
export async function openPage(page: Page, { at, status = 200, name }: PageInAState): Promise<void> {
  if (typeof at === 'string') {
    assert.equal((await page.goto(at))?.status(), status, name);
    return;
  }
  await page.goto('/me');
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.evaluate(({ path, fields }) => {
      const form = Object.assign(document.createElement('form'), { method: 'post', action: path });
      const token = document.body.dataset['csrfToken'] ?? '';
      for (const [field, value] of Object.entries({ _csrf: token, ...fields })) {
        form.append(Object.assign(document.createElement('input'), { name: field, value }));
      }
      document.body.append(form);
      form.submit();
    }, at),
  ]);
  assert.equal(answer.status(), status, name);
  await page.waitForURL(`**${at.path}`);
  await page.waitForLoadState();
}

/** The page as the server sends it. */
export function fetchPage(
  baseUrl: string,
  visitor: Visitor | null,
  { at }: PageInAState,
  language: string,
): Promise<Answer> {
  const headers = { accept: 'text/html', 'accept-language': language };
  const path = typeof at === 'string' ? at : at.path;
  if (!visitor) return send(baseUrl + path, { headers });
  return typeof at === 'string' ? visitor.get(at, headers) : visitor.post(at.path, at.fields, headers);
}
