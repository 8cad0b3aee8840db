import type { Page } from 'playwright-core';

/** What a person no longer sees who has chosen all colours himself: words, states, the place of the focus. */
export async function findLostInForcedColours(page: Page): Promise<string[]> {
  // What is focused after a key is focused as by a key.
  await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const found: string[] = [];
    const isShown = (part: Element) => part.checkVisibility({ visibilityProperty: true });
    const name = (part: Element) => part.outerHTML.slice(0, 120);
    const probe = document.body.appendChild(document.createElement('i'));
    const used = (colour: string) => {
      probe.style.backgroundColor = colour;
      return getComputedStyle(probe).backgroundColor;
    };
    const ground = used('Canvas');
    const isOutlined = (part: Element | null, pseudo?: string): boolean => {
      if (!part) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(part, pseudo);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    };

    for (const part of document.querySelectorAll('body *')) {
      const { color, forcedColorAdjust } = getComputedStyle(part);
      const hasWords = [...part.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      // The browser puts the ground behind every word unless it is told not to.
      if (hasWords && isShown(part) && color === ground && forcedColorAdjust !== 'none')
        found.push(`words in the colour of the ground: ${name(part)}`);
    }

    for (const shape of document.querySelectorAll('.mark > svg:not(.icon) > *, .ring-done, .bar rect')) {
      const { fill, stroke } = getComputedStyle(shape);
      const isTick = shape.classList.contains('tick');
      const seen = [fill, stroke].some((colour) => colour !== 'none' && colour !== ground);
      if (isShown(shape) && seen === isTick) found.push(`a state that is not seen: ${name(shape)}`);
    }

    for (const passage of document.querySelectorAll('.passage-important, .passage-critical')) {
      const { backgroundColor, backgroundImage } = getComputedStyle(passage, '::before');
      if (backgroundImage === 'none' && [ground, 'rgba(0, 0, 0, 0)'].includes(backgroundColor))
        found.push(`a priority without strokes: ${name(passage)}`);
    }

    for (const chosen of document.querySelectorAll('.segment:is(:has(:checked), [aria-pressed="true"])')) {
      if (isShown(chosen) && getComputedStyle(chosen).backgroundColor === ground)
        found.push(`a choice like the others: ${name(chosen)}`);
    }

    const current = document.querySelector('.tabs [aria-current]');
    const other = document.querySelector('.tabs a:not([aria-current])');
    const edge = (part: Element) => {
      const [own, line] = [getComputedStyle(part), getComputedStyle(part, '::before')];
      return [own.borderBlockStartColor, line.content, line.borderBlockStartWidth].join();
    };
    if (current && other && isShown(current) && edge(current) === edge(other)) found.push('the current tab');

    const controls = 'a[href], button, summary, input:not([type="hidden"]), textarea, select, [tabindex="0"]';
    const looked = new Set<string>();
    for (const control of document.querySelectorAll<HTMLElement>(controls)) {
      const holder = control.closest('.segment, .row, .choice, .editor');
      // One of each kind: a long list is long everywhere alike.
      const kind = [
        control.localName,
        control.className,
        control.parentElement?.localName,
        holder?.className,
      ].join();
      if (looked.has(kind)) continue;
      control.focus();
      if (document.activeElement !== control) continue;
      looked.add(kind);
      if (![control, holder].some((part) => isOutlined(part)) && !isOutlined(control, '::after'))
        found.push(`a focus that is not seen: ${name(control)}`);
    }
    probe.remove();
    return found;
  });
}
