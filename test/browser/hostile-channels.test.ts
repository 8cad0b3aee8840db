import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { opened, say } from '../support/chatting.ts';
import { isLive, waitForText, type Device } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { hostileLines, hostileMessages } from '../support/hostile-messages.ts';
import { createListeners } from '../support/listener.ts';
import { assertHarmless } from '../support/page-tags.ts';
import { provisioner, scimSettings } from '../support/provisioner.ts';
import type { Visitor } from '../support/visitor.ts';

const victim = 'opfer';
/** As many as say the two hundred things without saying too much each. */
const jesters = 20;

describeInBrowser(
  'What wants to run, in a channel',
  (stage) => {
    const { connect, closeAll } = createListeners(() => stage().world.baseUrl);
    const speakers: Visitor[] = [];
    let title = '';
    let channelId = '';

    before(async () => {
      const { world } = stage();
      const directory = provisioner(world);
      const names = hostileLines.slice(0, jesters);
      const ids = [(await directory.createUser(victim, { displayName: 'Olga Pfeiffer' })).id];
      for (const [at, displayName] of names.entries())
        ids.push((await directory.createUser(`streich${at}`, { displayName })).id);
      await directory.createGroup('<img src=x onerror=alert(1)>', ids);
      for (const at of names.keys()) speakers.push(await world.signIn(`streich${at}`));
      title = hostileLines.at(-1) ?? '';
      const teams = ['<img src=x onerror=alert(1)>'];
      channelId = await opened(world.umlauf, await world.signIn('deniz'), { teams, title });
    });
    afterEach(closeAll);

    /** All that a page does which nobody has told it to do. */
    async function watch({ context, page }: Device): Promise<string[]> {
      const done: string[] = [];
      page.on('dialog', (dialog) => {
        done.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      context.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(stage().baseUrl) && !/^(data|blob):/.test(url)) done.push(`request: ${url}`);
      });
      context.on('page', (other) => done.push(`window: ${other.url()}`));
      await context.exposeFunction('reportViolation', (what: string) => void done.push(`policy: ${what}`));
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          (window as unknown as { reportViolation: (what: string) => void }).reportViolation(
            `${event.violatedDirective} ${event.blockedURI}`,
          );
        });
      });
      return done;
    }

    /** What of the page would run, load or lead elsewhere. */
    const dangersIn = (page: Page): Promise<string[]> =>
      page.evaluate(() => {
        const found: string[] = [];
        for (const element of document.querySelectorAll('body *')) {
          for (const { name, value } of element.attributes) {
            if (/^(on|style$|srcdoc$|ping$)/i.test(name)) found.push(`${element.tagName} ${name}`);
            if (
              /^(href|src|action|formaction|xlink:href)$/i.test(name) &&
              /^\s*(javascript|vbscript|data):/i.test(value)
            )
              found.push(`${element.tagName} ${name}=${value}`);
          }
          if (
            /^(iframe|object|embed|base|meta|link|style|img|video|audio|math|marquee)$/i.test(element.tagName)
          )
            found.push(element.tagName);
        }
        const scripts = [...document.querySelectorAll('script')].map(
          (script) => script.getAttribute('src') ?? 'inline',
        );
        return [...found, ...scripts.filter((src) => !src.startsWith('/scripts/'))];
      });

    it('stays text as it comes in live, and when the page is read anew', async () => {
      const device = await stage().onPhone(victim);
      const done = await watch(device);
      const { page } = device;
      await page.goto(`/channels/${channelId}`);
      await isLive(page);
      let last = 0;
      for (const [at, text] of hostileMessages.entries()) {
        const speaker = speakers[at % speakers.length] ?? assert.fail();
        const replyToSeq = at % 3 === 2 ? { replyToSeq: last } : {};
        last = (await say(speaker, channelId, { text, ...replyToSeq })).seq;
      }
      const [speaker] = speakers;
      const listener = await connect(speaker ?? assert.fail());
      await page.locator(`#message-${last}`).waitFor();
      assert.deepEqual(await listener.ask('channel:typing', { channelId }), { ok: true });
      await page.locator('#typing:not(:empty)').waitFor();
      assert.deepEqual(await dangersIn(page), []);

      await page.getByRole('textbox').first().pressSequentially('@');
      await page.locator('#people [role=option]').first().waitFor();
      assert.deepEqual(await dangersIn(page), []);
      for (const path of ['', `?before=150`, `?before=100`, `?before=50`, `?message=${last}`]) {
        await page.goto(`/channels/${channelId}${path}`);
        await isLive(page);
        assert.deepEqual(await dangersIn(page), [], path);
      }
      assert.deepEqual(done, []);
    });

    it('stays text in lists, settings, members and what is found', async () => {
      const device = await stage().onDesktop(victim);
      const done = await watch(device);
      const { page } = device;
      const searched = hostileMessages
        .filter((_, at) => at % 12 === 0)
        .map((text) => `search?q=${encodeURIComponent(text)}`);
      for (const path of ['', `${channelId}/settings?all=1`, 'direct/new', 'search?q=alert', ...searched]) {
        await page.goto(`/channels/${path}`.replace(/\/$/, ''));
        await page.locator('main').waitFor();
        assert.deepEqual(await dangersIn(page), [], path);
      }
      await page.goto('/channels');
      await waitForText(page, '.channel-name', title);
      assert.deepEqual(done, []);
    });

    it('stays text in every page of results', async () => {
      const olga = await stage().world.signIn(victim);
      for (const text of hostileMessages) {
        const { status, text: html } = await olga.get(`/channels/search?q=${encodeURIComponent(text)}`);
        assert.ok([200, 400, 422].includes(status), `${status}: ${text}`);
        assertHarmless(html, text);
      }
    });
  },
  scimSettings,
);
