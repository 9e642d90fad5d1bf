// The pages of the inbox as HTML. What stands in a mail is hostile: nothing of it gets out of its quotes.
import type { Page } from '../http/page.dto.js';
import type { PageLanguage } from '../http/page-language.js';
import type { MailSummary, OpenedMail } from './inbox.service.js';
import { pageTexts } from './inbox-texts.js';

export interface PageView {
  language: PageLanguage;
  timezone: string;
}

/** A longer source is cut; the whole stands in the JSON. */
const shownSourceLength = 200_000;

/**
 * The content policy of the pages. The frame that shows a mail inherits it: no scripts there either (its sandbox has
 * none in the first place), no forms, no `<base href>`; styles and pictures, since they are what one wants to see.
 */
export const pagePolicy = [
  `default-src 'none'`,
  `script-src 'self'`,
  `connect-src 'self'`,
  `style-src 'unsafe-inline'`,
  `img-src 'self' https: data:`,
  `frame-src 'self'`,
  `form-action 'self'`,
  `base-uri 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

/** Puts newer mails into the open list; the page works without it. */
export const refreshScript = `'use strict';
const everyMs = 3000;
async function refresh() {
  const list = document.getElementById('mails');
  if (document.hidden || !list) return;
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('mails');
  if (!fresh || fresh.dataset.newest === list.dataset.newest) return;
  const focused = list.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  list.replaceWith(document.adoptNode(fresh));
  if (focused) fresh.querySelector('a[href="' + CSS.escape(focused) + '"]')?.focus();
}
setInterval(() => refresh().catch(() => {}), everyMs);
`;

export function listPage(
  page: Page<MailSummary>,
  { to, isFirst }: { to: string | undefined; isFirst: boolean },
  view: PageView,
): string {
  const texts = pageTexts[view.language];
  const older = page.nextCursor === null ? '' : link(listUrl(to, page.nextCursor), texts.older);
  return document(
    texts.title,
    view,
    `<h1>${texts.title}</h1>
<p>${texts.intro}</p>
<details><summary>${texts.tryOut}</summary>
<p>${texts.tryOutIntro}</p>
<ul>
<li><code>refused…@</code>: ${texts.refused}</li>
<li><code>deferred…@</code>: ${texts.deferred}</li>
<li><code>full…@</code>: ${texts.full}</li>
</ul></details>
<form action="/inbox" method="get" role="search">
<label for="to">${texts.filterLabel}</label>
<input id="to" name="to" type="search" maxlength="320" autocomplete="off" value="${escapeHtml(to ?? '')}">
<button>${texts.filter}</button>
${to ? link('/inbox', texts.all) : ''} ${link(listUrl(to), isFirst ? texts.refresh : texts.newest)}
</form>
<div id="mails" data-newest="${escapeHtml(page.items[0]?.id ?? '')}">
${page.items.length === 0 ? `<p>${texts.empty}</p>` : mailTable(page.items, view)}
${older}
</div>
${isFirst ? '<script src="/inbox/refresh.js" defer></script>' : ''}`,
  );
}

function mailTable(mails: readonly MailSummary[], view: PageView): string {
  const texts = pageTexts[view.language];
  const rows = mails.map(
    (mail) => `<tr><td>${instant(mail.receivedAt, view)}</td><td>${escapeHtml(mail.to)}</td>
<th scope="row"><a href="/inbox/mails/${mail.id}">${escapeHtml(mail.subject) || texts.noSubject}</a></th>
<td>${escapeHtml(mail.from) || texts.nobody}</td></tr>`,
  );
  const heads = [texts.received, texts.to, texts.subject, texts.from];
  return `<table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`;
}

export function mailPage(mail: OpenedMail, view: PageView): string {
  const texts = pageTexts[view.language];
  const subject = escapeHtml(mail.subject) || texts.noSubject;
  const isCut = mail.raw.length > shownSourceLength;
  const parts = [
    mail.html === null ? '' : `<h2>${texts.html}</h2>${frame(mail.html, subject)}`,
    mail.text === null ? '' : `<h2>${texts.text}</h2><pre>${escapeHtml(mail.text)}</pre>`,
    mail.html === null && mail.text === null ? `<p>${texts.neither}</p>` : '',
  ];
  const headers = mail.headers.map(({ name, value }) => `${name}: ${value}`).join('\n');
  return document(
    mail.subject || texts.noSubject,
    view,
    `<p>${link('/inbox', texts.back)}</p>
<h1>${subject}</h1>
<dl>
<dt>${texts.from}</dt><dd>${escapeHtml(mail.from) || texts.nobody}</dd>
<dt>${texts.to}</dt><dd>${escapeHtml(mail.to)}</dd>
<dt>${texts.received}</dt><dd>${instant(mail.receivedAt, view)}</dd>
</dl>
${parts.join('\n')}
<details><summary>${texts.headers}</summary><pre>${escapeHtml(headers)}</pre></details>
<details><summary>${texts.source}</summary>${isCut ? `<p>${texts.cut}</p>` : ''}
<pre>${escapeHtml(mail.raw.slice(0, shownSourceLength))}</pre></details>
<p>${link(`/inbox/messages/${mail.id}`, texts.asJson)}</p>`,
  );
}

/** Links of a mail open in a new tab, which is free of the sandbox; everything else of it stays inside. */
function frame(html: string, title: string): string {
  const content = escapeHtml(`<!doctype html><base target="_blank">${html}`);
  return `<iframe title="${title}" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer" srcdoc="${content}"></iframe>`;
}

function listUrl(to: string | undefined, cursor?: string): string {
  const query = new URLSearchParams({ ...(to ? { to } : {}), ...(cursor ? { cursor } : {}) }).toString();
  return query ? `/inbox?${query}` : '/inbox';
}

function link(url: string, text: string): string {
  return `<a href="${escapeHtml(url)}">${text}</a>`;
}

function instant(at: Date, { language, timezone }: PageView): string {
  const shown = at.toLocaleString(language, {
    timeZone: timezone,
    dateStyle: 'medium',
    timeStyle: 'long',
  });
  return `<time datetime="${at.toISOString()}">${shown}</time>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text between tags and for attributes in quotes. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

function document(title: string, { language }: PageView, body: string): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Postledger</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 70rem; margin: 0 auto; padding: 1rem; }
a, button, input, summary { font: inherit; }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: 1rem 0; }
input { flex: 0 1 20rem; padding: .25rem .5rem; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: start; font-weight: normal; padding: .4rem .6rem; border-bottom: 1px solid #8886; overflow-wrap: anywhere; vertical-align: top; }
thead th { font-weight: bold; }
td:first-child { white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt { font-weight: bold; } dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #8886; padding: .75rem; }
iframe { width: 100%; height: 60vh; resize: vertical; border: 1px solid #8886; background: #fff; color-scheme: light; }
@media (max-width: 40rem) { td:first-child { white-space: normal; } }
</style></head>
<body><main>
${body}
</main></body></html>
`;
}
