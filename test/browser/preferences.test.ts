import assert from 'node:assert/strict';
import { released } from '../support/announcing.ts';
import { describeInBrowser } from '../support/browser-stage.ts';

const motions = [
  { reducedMotion: 'no-preference', moves: true, title: 'sinks to its line' },
  { reducedMotion: 'reduce', moves: false, title: 'stands there at once for whoever wants no motion' },
] as const;

describeInBrowser('What a person has set for himself', (stage) => {
  for (const { reducedMotion, moves, title } of motions) {
    it(`is kept to by a confirmation, which ${title}`, async () => {
      const anna = await stage().world.signIn('anna');
      const { id } = await released(anna, { title, people: ['ben'], deadlineAt: null });
      const { page } = await stage().onDesktop('ben', { reducedMotion });
      await page.goto(`/announcements/${id}`);
      const begun = await page.evaluateHandle(() => {
        const seen: string[] = [];
        addEventListener('transitionrun', ({ propertyName }) => seen.push(propertyName));
        return seen;
      });
      await page.locator('[data-confirm] button').click();
      await page.locator('.confirm-bar[data-state="confirmed"]').waitFor();
      // What moves has begun once the next picture is drawn.
      await page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      );
      assert.deepEqual((await begun.jsonValue()).includes('height'), moves);
    });
  }
});
