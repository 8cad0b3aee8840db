import type { Page } from 'playwright-core';

const dayMs = 24 * 3600 * 1000;

/** Fills the form for a critical announcement to the early shift, and goes on to the last look before its release. */
export async function writeAnnouncement(
  page: Page,
  { title, body }: { title: string; body: string },
): Promise<{ deadline: string }> {
  const deadline = new Date(Date.now() + 2 * dayMs).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
  await page.goto('/announcements/new');
  await page.getByLabel('Titel').fill(title);
  await page.getByLabel('Text', { exact: true }).fill(body);
  await page.getByRole('radio', { name: 'Kritisch' }).check();
  await page.getByLabel('Bestätigen bis').fill(deadline);
  await page.getByRole('button', { name: 'Teams zeigen' }).click();
  await page.getByRole('checkbox', { name: /^Frühschicht/ }).check();
  await page.getByRole('button', { name: 'Weiter zur Freigabe' }).click();
  await page.waitForURL(/\/announcements\/\w+\/release$/);
  return { deadline };
}
