export interface MailLink {
  url: string;
  text: string;
}

/** The web links of a letter, each once, in their order; nothing but http and https is one. */
export function linksOf({ html, text }: { html: string | null; text: string | null }): MailLink[] {
  const found = html === null ? linksOfText(text ?? '') : linksOfHtml(html);
  const known = new Set<string>();
  return found.filter(({ url }) => isWeb(url) && !known.has(url) && known.add(url));
}

function linksOfHtml(html: string): MailLink[] {
  const page = new DOMParser().parseFromString(html, 'text/html');
  return [...page.querySelectorAll('a[href]')].map((link) => {
    const url = link.getAttribute('href') ?? '';
    return { url, text: link.textContent?.replace(/\s+/g, ' ').trim() || url };
  });
}

function linksOfText(text: string): MailLink[] {
  return [...text.matchAll(/https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g)].map(([url]) => ({ url, text: url }));
}

function isWeb(url: string): boolean {
  return URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
}
