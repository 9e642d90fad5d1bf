// A person who has only the keyboard.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { eventually } from './api';

/** Presses Tab until it is there; whatever has the focus on the way shows it. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < 90; step += 1) {
    await page.keyboard.press('Tab');
    const here = await focused(page);
    if (here.isPage) continue;
    expect(here.isSeen, here.name).toBe(true);
    if (here.name === name) return;
    passed.push(here.name);
  }
  throw new Error(`no way by Tab to ${name}, only to ${passed.join(', ')}`);
}

/** What has the focus, and whether a person sees that: it looks otherwise than its twin that has none. */
export async function focused(page: Page): Promise<{ name: string; isSeen: boolean; isPage: boolean }> {
  return page.evaluate(async () => {
    const element = document.activeElement as HTMLElement & { labels?: NodeListOf<HTMLElement> };
    const look = (one: Element) => {
      const { outline, boxShadow, borderColor, backgroundColor, top } = getComputedStyle(one);
      return [outline, boxShadow, borderColor, backgroundColor, top].join();
    };
    await Promise.allSettled(element.getAnimations().map(({ finished }) => finished));
    const twin = element.cloneNode() as HTMLElement;
    for (const name of element.getAttributeNames())
      if (name.startsWith('data-focus')) twin.removeAttribute(name);
    element.after(twin);
    const isSeen = look(element) !== look(twin) && element.getClientRects().length > 0;
    twin.remove();
    const name =
      element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent ?? '';
    return { name: name.replace(/[\s*]+$/, '').trim(), isSeen, isPage: element === document.body };
  });
}

/** After a button, a dialog or a page is gone. */
export async function expectFocusKept(page: Page): Promise<void> {
  await eventually(async () => !(await focused(page)).isPage);
}
