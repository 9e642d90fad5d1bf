// What a run makes of its message before anybody gets it: done once, when the run opens, and kept with it, so that the
// record shows what was sent.
import { inline } from '@css-inline/css-inline';
import { convert } from 'html-to-text';
import type { LetterTexts } from '../../domain/letter.js';
import type { ChannelName } from '../../domain/mailing-status.js';
import { parseTemplate } from '../../domain/personalization.js';
import { withUnsubscribeLink } from '../../domain/unsubscribe-footer.js';

/** Mail programs cut longer letters anyway; the work must not hold up a worker. */
const longestInlined = 512 * 1024;
const deepest = 200;

/**
 * A mail gets a link to unsubscribe, its styles on the elements themselves (most mail programs drop `<style>`), and a
 * plain text where there is only html. A short message gets the plain text.
 */
export function preparedLetter<T extends LetterTexts>(letter: T, channel: ChannelName): T {
  if (channel === 'console') return letter;
  const linked = channel === 'email' ? withUnsubscribeLink(letter) : letter;
  const { html, text } = linked;
  if (html === null) return linked;
  return {
    ...linked,
    html: channel === 'email' ? withInlinedStyles(html) : html,
    text: text ?? plainTextOf(html),
  };
}

/** `@media` and other at-rules stay in a `<style>`; nothing is ever loaded from anywhere. */
export function withInlinedStyles(html: string): string {
  if (!/<style[\s>]/i.test(html) || html.length > longestInlined) return html;
  return throughPlaceholders(html, (markup) =>
    inline(markup, { keepAtRules: true, keepLinkTags: true, loadRemoteStylesheets: false }),
  );
}

/** The html as one would read it aloud, links with their addresses; slots stay slots. */
export function plainTextOf(html: string): string {
  return throughPlaceholders(html, (markup) =>
    convert(markup, {
      wordwrap: false,
      limits: { maxDepth: deepest },
      selectors: [
        { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
        { selector: 'img', format: 'skip' },
        ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
          selector,
          options: { uppercase: false },
        })),
      ],
    }),
  );
}

/** A slot's text would be taken for markup and changed; a plain word goes through untouched. */
function throughPlaceholders(html: string, work: (markup: string) => string): string {
  const parts = parseTemplate(html);
  const mark = freeMark(html);
  const slots: string[] = [];
  const markup = parts
    .map((part) => {
      if (typeof part === 'string') return part;
      slots.push(part.fallback === '' ? `{{${part.slot}}}` : `{{${part.slot}|${part.fallback}}}`);
      return `${mark}${slots.length - 1}${mark}`;
    })
    .join('');
  return work(markup).replace(new RegExp(`${mark}(\\d+)${mark}`, 'g'), (_, index) => slots[Number(index)]!);
}

/** Letters that do not stand in the html. */
function freeMark(html: string): string {
  let mark = 'slotplace';
  while (html.includes(mark)) mark += 'x';
  return mark;
}
