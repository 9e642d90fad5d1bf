// Turns the texts of an account mail into subject, plain text and HTML.
import Handlebars from 'handlebars';
import {
  type AccountMailKind,
  accountMailTexts,
  type AccountMailText,
  commonTexts,
  type MailLanguage,
} from './account-mail-texts.js';

export interface AccountMailContext {
  kind: AccountMailKind;
  language: MailLanguage;
  /** Where the mail's link leads; empty where it has none. */
  url: string;
}

export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

type Slots = Omit<AccountMailText, 'needsUrl'> & {
  language: MailLanguage;
  greeting: string;
  urlHint: string;
  url: string;
};

const handlebars = Handlebars.create();
/** A slot without a value is an error, never a gap in a mail. */
const strict = { strict: true, knownHelpersOnly: true };

const htmlOf = handlebars.compile<Slots>(
  `<!doctype html>
<html lang="{{language}}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{subject}}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 Arial,sans-serif;color:#1a1a1a;background:#fff">
<div style="max-width:560px">
<p>{{greeting}}</p>
{{#each before}}<p>{{this}}</p>
{{/each}}{{#if url}}<p><a href="{{url}}" style="display:inline-block;padding:10px 18px;color:#fff;background:#1f5fbf;border-radius:6px;text-decoration:none">{{button}}</a></p>
<p style="font-size:14px;color:#555">{{urlHint}}<br><a href="{{url}}" style="color:#1f5fbf;word-break:break-all">{{url}}</a></p>
{{/if}}{{#each after}}<p>{{this}}</p>
{{/each}}<p>Postledger</p>
</div>
</body>
</html>
`,
  strict,
);

const textOf = handlebars.compile<Slots>(
  `{{greeting}}

{{#each before}}{{this}}

{{/each}}{{#if url}}{{button}}:
{{url}}

{{/if}}{{#each after}}{{this}}

{{/each}}Postledger
`,
  { ...strict, noEscape: true },
);

/** Throws where the mail needs a link and has none, or one that is not a web address. */
export function renderAccountMail({ kind, language, url }: AccountMailContext): RenderedMail {
  const { needsUrl, ...text } = accountMailTexts[kind][language];
  if (needsUrl && url === '') throw new Error(`the mail ${kind} needs values.url`);
  if (url !== '' && !isWebAddress(url))
    throw new Error(`values.url of the mail ${kind} is not a web address`);
  const slots: Slots = { ...text, ...commonTexts[language], language, url };
  return { subject: text.subject, text: textOf(slots), html: htmlOf(slots) };
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s\p{Cc}]+$/iu.test(text) && URL.canParse(text);
}
