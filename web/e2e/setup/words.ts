// What a screen says, word by word: of which language it is, and whether all of it can be read.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import ru from '../../src/i18n/ru';

type Language = 'ru' | 'en';

/** Names that are the same in every language. */
const names = /^(Postledger|WebP|Enter|Chrome|Linux|Anna|Petrova)$/;
/** What is of no language: addresses, ids, slots, elements, zones, files, abbreviations. */
const neutral =
  /\S+@[\w.-]+|https?:\/\/\S+|\{\{.*?\}\}|<\w+>|[\w-]{36}|[A-Z]\w+\/[A-Z]\w+|[\w-]+\.(?:csv|com)|utf-8|\b[A-Z]{2,}\b/g;
/** A key whose text is missing is shown as the key itself. */
const keys = new RegExp(`\\b(${Object.keys(ru).join('|')})\\.[a-zA-Z]\\w*`, 'g');

/** All words are of this language, but for what people typed: the accounts of such a walk write Greek. */
export async function expectWordsOf(language: Language, page: Page): Promise<void> {
  const texts = await shownTexts(page);
  expect(texts.join(' '), page.url()).toMatch(language === 'ru' ? /[а-яё]{4}/i : /[a-z]{4}/i);
  const foreign = texts.flatMap((text) => {
    const plain = text.replace(neutral, ' ');
    const words = plain.match(language === 'ru' ? /[A-Za-z]{2,}/g : /[А-ЯЁа-яё]+/g) ?? [];
    return [...words.filter((word) => !names.test(word)), ...(plain.match(keys) ?? [])].map(
      (word) => `${word} in "${text}"`,
    );
  });
  expect.soft(foreign, `${page.url()} in ${language}`).toEqual([]);
}

/** Texts and names that reach people; not what stands for itself: code, the words of a server, names of languages. */
function shownTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = [];
    const isOurs = (element: Element) =>
      element.closest('pre, code, [translate=no], textarea[aria-hidden]') === null &&
      element.closest<HTMLElement>('[lang]')?.lang === document.documentElement.lang;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      const element = walker.currentNode as Element;
      if (!element.checkVisibility() || !isOurs(element)) continue;
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE) texts.push(node.nodeValue!);
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        texts.push(element.getAttribute(name) ?? '');
    }
    return texts.filter((text) => text.trim() !== '');
  });
}

/** No text sticks out of a box that hides it, unless it ends in an ellipsis; those who scroll get at everything. */
export async function expectNoTextHidden(page: Page): Promise<void> {
  const hidden = await page.evaluate(() => {
    const range = document.createRange();
    const boxes = (element: Element) => {
      const found: Element[] = [];
      for (let one: Element | null = element; one && one !== document.body; one = one.parentElement)
        found.push(one);
      return found;
    };
    const isCut = (text: Node) => {
      range.selectNodeContents(text);
      const { left, right, top, bottom } = range.getBoundingClientRect();
      for (const box of boxes(text.parentElement!)) {
        const { overflowX, overflowY, textOverflow, position } = getComputedStyle(box);
        const edge = box.getBoundingClientRect();
        if (edge.width <= 2 || [overflowX, overflowY].some((way) => /auto|scroll/.test(way))) return false;
        const isOut = left < edge.left - 1 || right > edge.right + 1;
        if (isOut && /hidden|clip/.test(overflowX) && textOverflow !== 'ellipsis') return true;
        if ((top < edge.top - 2 || bottom > edge.bottom + 2) && overflowY === 'hidden') return true;
        if (position === 'fixed') return false;
      }
      return left < -1 || right > innerWidth + 1;
    };
    const cut: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (!text.nodeValue!.trim() || text.parentElement!.localName === 'textarea') continue;
      if (text.parentElement!.checkVisibility() && isCut(text)) cut.push(text.nodeValue!);
    }
    return cut;
  });
  expect.soft(hidden, `${page.url()} at ${page.viewportSize()?.width}`).toEqual([]);
}
