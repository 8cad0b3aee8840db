import type { Page } from 'playwright-core';

/** Controls whose words reach beyond what is seen of them, and how much wider than the screen the page is. */
export function findCutWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls =
      'a, button, summary, label, legend, .segment, .signature, .count, .notice, h1, h2, h3, dt, dd';
    const slack = 2;
    const beyond = document.documentElement.scrollWidth - innerWidth;
    const found = beyond > 0 ? [`${beyond} px wider than the screen`] : [];

    const cutting = new Map<Element, boolean>();
    const cuts = (part: Element): boolean => {
      const known = cutting.get(part) ?? /hidden|clip/.test(getComputedStyle(part).overflow);
      cutting.set(part, known);
      return known;
    };
    const boxesAround = (control: Element): DOMRect[] => {
      const boxes = control.matches('.button, .segment, .notice') ? [control.getBoundingClientRect()] : [];
      for (let part: Element | null = control; part && part !== document.body; part = part.parentElement)
        if (cuts(part)) boxes.push(part.getBoundingClientRect());
      return boxes;
    };
    const isMeant = (control: Element): boolean =>
      control.checkVisibility({ visibilityProperty: true }) &&
      !control.closest('.visually-hidden, .picks') &&
      getComputedStyle(control).clipPath === 'none' &&
      control.closest('.skip-link') === null;

    for (const control of document.querySelectorAll(controls)) {
      if (!isMeant(control)) continue;
      const words = document.createTreeWalker(control, NodeFilter.SHOW_TEXT, {
        acceptNode: ({ parentElement }) =>
          parentElement?.closest('.visually-hidden') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
      });
      const boxes = boxesAround(control);
      while (boxes.length > 0 && words.nextNode()) {
        if (words.currentNode.textContent?.trim() === '') continue;
        const range = document.createRange();
        range.selectNodeContents(words.currentNode);
        const isCut = [...range.getClientRects()].some((line) =>
          boxes.some(
            (box) =>
              line.left < box.left - slack ||
              line.right > box.right + slack ||
              line.top < box.top - slack ||
              line.bottom > box.bottom + slack,
          ),
        );
        if (isCut) found.push(`cut: ${words.currentNode.textContent?.trim().slice(0, 60) ?? ''}`);
      }
    }
    return found;
  });
}

/** What WCAG 1.4.12 lets a person set. */
export async function widenText(page: Page): Promise<void> {
  await page.evaluate(() => {
    const wider = new CSSStyleSheet();
    wider.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }' +
        'p { margin-block-end: 2em !important; }',
    );
    document.adoptedStyleSheets.push(wider);
  });
}
