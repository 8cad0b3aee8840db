import type { Page } from 'playwright-core';
import { deleteSessions } from '../../server/sign-in/session-store.ts';
import { waitForText, type Device } from './browser.ts';
import type { World } from './world.ts';

/** The browser has taken in the page that it shows without network. */
export async function serviceWorkerKeepsPage(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const kept = navigator.serviceWorker.controller && (await caches.match('/offline', { ignoreVary: true }));
    return Boolean(kept);
  });
}

/** The records of waiting confirmations, as whoever opens this browser can read them. */
export function keptHere(page: Page): Promise<{ owner: string; text: string }[]> {
  return page.evaluate(async () => {
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === 'umlauf')) return [];
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('umlauf');
      opening.onsuccess = () => resolve(opening.result);
    });
    const records = await new Promise<Record<string, unknown>[]>((resolve) => {
      const all = database.transaction('confirmations').objectStore('confirmations').getAll();
      all.onsuccess = () => resolve(all.result as Record<string, unknown>[]);
    });
    database.close();
    const read = (value: unknown) =>
      value instanceof ArrayBuffer ? new TextDecoder().decode(value) : JSON.stringify(value);
    return records.map((record) => ({
      owner: String(record['owner']),
      text: Object.values(record).map(read).join(' '),
    }));
  });
}

/** Of which announcements a text is kept here. */
export function textsHere(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('umlauf');
      opening.onsuccess = () => resolve(opening.result);
    });
    const ids = await new Promise<string[]>((resolve) => {
      if (!database.objectStoreNames.contains('texts')) {
        resolve([]);
        return;
      }
      const all = database.transaction('texts').objectStore('texts').getAllKeys();
      all.onsuccess = () => resolve(all.result as string[]);
    });
    database.close();
    return ids;
  });
}

/** Which of these words whoever opens this browser could find in it: in its stores, caches and notices. */
export async function findInBrowser(page: Page, words: string[]): Promise<string[]> {
  const everything = await page.evaluate(async () => {
    const found: unknown[] = Object.entries(localStorage).concat(Object.entries(sessionStorage));
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
      });
      for (const store of database.objectStoreNames) {
        const records = await new Promise<unknown[]>((resolve) => {
          const all = database.transaction(store).objectStore(store).getAll();
          all.onsuccess = () => resolve(all.result);
        });
        found.push(store, ...records);
      }
      database.close();
    }
    for (const name of await caches.keys())
      for (const response of await (await caches.open(name)).matchAll()) found.push(await response.text());
    for (const { title, body, data } of await (await navigator.serviceWorker.ready).getNotifications())
      found.push(title, body, data);
    return JSON.stringify(found, (_, value: unknown) =>
      value instanceof ArrayBuffer ? new TextDecoder().decode(value) : value,
    );
  });
  return words.filter((word) => everything.includes(word));
}

/** How often a confirmation of this announcement has reached the server. */
export function postsTo({ log }: World, announcementId: string): number {
  const path = new RegExp(`/announcements/${announcementId}/acknowledgement$`);
  const requests = log.map((line) => line['req'] as { method: string; path: string } | undefined);
  return requests.filter((request) => request?.method === 'POST' && path.test(request.path)).length;
}

type Row = { person_id: string; acknowledged_at: number; claimed_at: number | null };

export async function rowsOf({ umlauf }: World, announcementId: string): Promise<Row[]> {
  return (await umlauf.db('acknowledgements').where({ announcement_id: announcementId })) as Row[];
}

/** Ben has the announcement open; the network goes; he presses. */
export async function pressWithoutNetwork({ page, context }: Device, id: string): Promise<void> {
  await page.goto(`/announcements/${id}`);
  await serviceWorkerKeepsPage(page);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Bestätigen' }).tap();
  await waitForText(page, '#confirm-bar', 'Wartet auf Verbindung.');
}

/** As when they have run out: the device and what waits on it stay. */
export async function endSessions({ umlauf }: World, personId: string): Promise<void> {
  await umlauf.transaction(async (tx) => {
    const sessionHashes = await deleteSessions(tx, { person_id: personId });
    await umlauf.changes.append(tx, 'session:ended', { sessionHashes, reason: 'ended' });
  });
}
