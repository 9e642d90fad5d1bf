// The page behind the link, in both languages: one question, one button, nothing to load and nothing to run.
import { createHash } from 'node:crypto';

export type PageKind = 'question' | 'done' | 'unknown';

const texts = {
  ru: {
    question: ['Отписаться от рассылок?', 'Вы больше не будете получать сообщения от этого отправителя.'],
    done: ['Вы отписаны', 'Этот отправитель больше не будет вам писать.'],
    unknown: [
      'Ссылка не подходит',
      'Откройте её ещё раз прямо из письма: возможно, она скопирована не целиком.',
    ],
    button: 'Отписаться',
  },
  en: {
    question: ['Unsubscribe?', 'You will get no more messages from this sender.'],
    done: ['You are unsubscribed', 'This sender will not write to you any more.'],
    unknown: [
      'This link does not fit',
      'Open it again straight from the mail: it may not have been copied whole.',
    ],
    button: 'Unsubscribe',
  },
} as const;

const style = `:root{color-scheme:light dark}
body{margin:0;min-height:100vh;display:grid;place-items:center;font:1.1rem/1.5 system-ui,sans-serif}
main{max-width:30rem;padding:2rem}
h1{font-size:1.6rem;line-height:1.2}
button{font:inherit;padding:.7rem 1.6rem;border:0;border-radius:.5rem;background:#1f5fbf;color:#fff;cursor:pointer}
button:focus-visible{outline:3px solid #8ab4f8;outline-offset:2px}`;

export const unsubscribePagePolicy = [
  `default-src 'none'`,
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  `form-action 'self'`,
  `base-uri 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

/** The form has no action: it posts to where it was opened, whatever stands before the path. */
export function unsubscribePage(kind: PageKind, acceptLanguage: string | undefined): string {
  const language = languageOf(acceptLanguage);
  const { [kind]: words, button } = texts[language];
  const [title, text] = words;
  const form =
    kind === 'question'
      ? `<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button>${button}</button></form>`
      : '';
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head>
<body><main><h1>${title}</h1><p>${text}</p>${form}</main></body>
</html>
`;
}

/** Russian, unless the browser ranks English higher (RFC 9110, section 12.5.4). */
function languageOf(acceptLanguage = ''): keyof typeof texts {
  const ranked = acceptLanguage
    .toLowerCase()
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().split(';');
      const weight = /q=([\d.]+)/.exec(parameters.join(';'))?.[1];
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ language, weight }) => weight > 0 && (language === 'ru' || language === 'en'))
    .toSorted((one, other) => other.weight - one.weight);
  return ranked[0]?.language === 'en' ? 'en' : 'ru';
}
