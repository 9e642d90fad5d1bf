// Every mail shows how to end it: where the message has no such link itself, a small footer carries one.
import type { LetterTexts } from './letter.js';
import { slotsOf } from './personalization.js';

const words = { ru: 'Отписаться от рассылки', en: 'Unsubscribe' } as const;
const slot = 'unsubscribeUrl';

/**
 * The texts with a link to unsubscribe in each of them. The footer speaks the message's own language as far as it can
 * be seen: Russian where there is a Cyrillic letter. Throws `TemplateError` on a broken template.
 */
export function withUnsubscribeLink<T extends LetterTexts>(letter: T): T {
  const { subject, html, text } = letter;
  const label = words[/\p{Script=Cyrillic}/u.test(`${subject}${html ?? ''}${text ?? ''}`) ? 'ru' : 'en'];
  return {
    ...letter,
    html: html === null || slotsOf(html).includes(slot) ? html : withHtmlFooter(html, label),
    text:
      text === null || slotsOf(text).includes(slot)
        ? text
        : `${text.replace(/\s+$/, '')}\n\n-- \n${label}: {{${slot}}}\n`,
  };
}

/** Before the end of the body, where there is one. */
function withHtmlFooter(html: string, label: string): string {
  const footer = `<p style="margin:24px 0 0;font-size:12px;color:#767676"><a href="{{${slot}}}" style="color:inherit">${label}</a></p>`;
  const end = /<\/body\s*>(?![\s\S]*<\/body\s*>)/i.exec(html)?.index ?? html.length;
  return `${html.slice(0, end)}${footer}\n${html.slice(end)}`;
}
