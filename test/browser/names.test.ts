import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { type Control, readControls } from '../support/accessibility-tree.ts';
import { released } from '../support/announcing.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { eventually } from '../support/eventually.ts';

const alarm = 'Fluchtweg in Halle 3 gesperrt';
const training = 'Unterweisung im Lager';

const spoken = {
  de: {
    frame: ['Zum Inhalt', 'Umlauf', 'Eingang 2 zu bestätigen', 'Kanäle', 'Ich', 'Verwaltung'],
    search: ['Suchen', 'Nummer, Titel, Text oder Absender', 'Suchen'],
    filters: ['Alle', 'Zu bestätigen', 'Neu', 'Bestätigt'],
    lead: `Lesen und bestätigen ${alarm}`,
    state: /^Wartet auf Sie Kritisch bis .* Uhr$/,
    page: ['Eingang', 'Nicht einfach ja? Fragen oder einwenden', 'Bestätigen'],
  },
  en: {
    frame: ['Skip to content', 'Umlauf', 'Inbox 2 to confirm', 'Channels', 'Me', 'Administration'],
    search: ['Search', 'Number, title, text or sender', 'Search'],
    filters: ['All', 'To confirm', 'New', 'Confirmed'],
    lead: `Read and confirm ${alarm}`,
    state: /^Waiting for you Critical by /,
    page: ['Inbox', 'Not simply yes? Ask or object', 'Confirm'],
  },
};

const namesOf = (controls: Control[]): string[] => controls.map(({ name }) => name);

describeInBrowser('To a screen reader', (stage) => {
  let id = '';
  before(async () => {
    const anna = await stage().world.signIn('anna');
    ({ id } = await released(anna, { people: ['deniz'], title: alarm }));
    await released(anna, { people: ['deniz'], title: training, priority: 'important', deadlineAt: null });
  });

  for (const language of ['de', 'en'] as const) {
    it(`each control of the inbox and of an announcement has its name (${language})`, async () => {
      const { frame, search, filters, lead, state, page: own } = spoken[language];
      const { page } = await stage().onPhone('deniz');
      await (await stage().world.signIn('deniz')).post('/me/language', { language });

      await page.goto('/');
      const first = [...frame, search[0], lead, training];
      assert.deepEqual(namesOf(await readControls(page)).slice(0, first.length), first);
      await page.locator('details.find > summary').press('Enter');
      const inbox = await readControls(page);
      const expected = [...frame, ...search, ...filters, lead, training];
      assert.deepEqual(namesOf(inbox).slice(0, expected.length), expected);
      assert.deepEqual(
        inbox.filter(({ name }) => name === ''),
        [],
      );
      assert.match(inbox.find(({ name }) => name === lead)?.description ?? '', state);

      await page.goto(`/announcements/${id}`);
      // The browser builds what it tells a screen reader a moment after the page.
      await eventually(
        async () => namesOf(await readControls(page)),
        (names) => isDeepStrictEqual(names, [frame[0], ...own]),
      );
    });
  }
});
