import type { Page } from 'playwright-core';
import { isLive } from './browser.ts';

/** Where one writes on the page of a conversation. */
export const field = (page: Page) => page.getByRole('textbox', { name: /^Nachricht an/ });

export const message = (page: Page, text: string) => page.locator('.message', { hasText: text });

export async function write(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await page.getByRole('button', { name: 'Senden', exact: true }).click();
}

/** The conversation is open, and what is said comes in. */
export async function open(page: Page, id: string): Promise<void> {
  await page.goto(`/channels/${id}`);
  await isLive(page);
}
