// The pages behind mailed links, for installations without a site of their own. Opening one changes nothing, since mail
// programs open links too: its button does. The token never gets into the page, only the script reads it.
import { createHash } from 'node:crypto';
import { longestPassword, shortestPassword } from '../../domain/password-rules.js';
import type { PageLanguage } from '../../http/page-language.js';
import { type AccountPage, accountPageTexts, commonPageTexts } from './account-page-texts.js';

const style = `
:root { color-scheme: light dark; font: 1.05rem/1.5 system-ui, sans-serif; }
body { max-width: 32rem; margin: 0 auto; padding: 1.5rem 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; }
input, button { font: inherit; padding: .5rem .75rem; }
input[type=password], input[type=text] { display: block; width: 100%; box-sizing: border-box; margin: .25rem 0; }
small { display: block; margin-bottom: .75rem; }
button { margin-top: 1rem; cursor: pointer; }
#message { padding: .75rem 1rem; border-inline-start: .3rem solid #b3261e; }
#message.done { border-color: #1b7f3b; }
#message:empty { display: none; }
`;

/** Nothing but what the page brings itself; no script and no style that stands in the page unannounced. */
export const accountPagePolicy = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  `connect-src 'self'`,
  `form-action 'none'`,
  `base-uri 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

export const accountPageScript = `'use strict';
const main = document.querySelector('main');
const texts = JSON.parse(main.dataset.texts);
const form = document.querySelector('form');
const button = form.querySelector('button');
const password = document.getElementById('password');
const message = document.getElementById('message');
const token = new URLSearchParams(location.search).get('token') ?? '';

function textOf(problem) {
  const fault = problem.errors?.[0];
  if (fault?.field === 'token') return texts['auth.link_invalid'];
  return texts[fault?.code ?? problem.code] ?? texts.failed;
}

async function send() {
  const answer = await fetch(main.dataset.action, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(password ? { token, password: password.value } : { token }),
    credentials: 'omit',
  });
  if (!answer.ok) return textOf(await answer.json());
  form.remove();
  document.getElementById('after')?.removeAttribute('hidden');
  message.className = 'done';
  return texts.done;
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  button.disabled = true;
  message.textContent = '';
  message.textContent = await send().catch(() => texts.failed);
  button.disabled = false;
});
document.getElementById('show')?.addEventListener('change', (event) => {
  password.type = event.target.checked ? 'text' : 'password';
});
button.disabled = false;
`;

export interface AccountPageView {
  language: PageLanguage;
  /** Where the service is reached, without a final slash. */
  publicUrl: string;
  /** The site to go on to, where there is one. */
  siteUrl: string | null;
}

export function accountPage(page: AccountPage, { language, publicUrl, siteUrl }: AccountPageView): string {
  const texts = accountPageTexts[language][page];
  const common = commonPageTexts[language];
  // Only the path: the page talks to whatever it was loaded from.
  const root = new URL(publicUrl).pathname.replace(/\/$/, '');
  const action = `${root}/api/v1/auth/${page === 'confirm' ? 'confirm' : 'password/reset'}`;
  const messages = { ...common.messages, done: texts.done };
  // Fields have no name, so that no browser ever puts them into an address.
  const passwordField = `<label for="password">${common.password}</label>
<input id="password" type="password" autocomplete="new-password" required minlength="${shortestPassword}" maxlength="${longestPassword * 2}" aria-describedby="hint">
<small id="hint">${common.passwordHint}</small>
<label><input id="show" type="checkbox"> ${common.showPassword}</label><br>`;
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${texts.title} · Postledger</title>
<style>${style}</style>
<script src="${escapeHtml(root)}/account-page.js" defer></script></head>
<body><main data-action="${escapeHtml(action)}" data-texts="${escapeHtml(JSON.stringify(messages))}">
<h1>${texts.title}</h1>
<form>
<p>${texts.intro}</p>
${page === 'confirm' ? '' : passwordField}
<button disabled>${texts.button}</button>
</form>
<p id="message" role="alert"></p>
${siteUrl === null ? '' : `<p id="after" hidden><a href="${escapeHtml(siteUrl)}">${common.toSite}</a></p>`}
<noscript><p>${common.noScript}</p></noscript>
</main></body></html>
`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** For attributes in double quotes. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}
