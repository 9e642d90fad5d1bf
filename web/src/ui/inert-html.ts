// Somebody's HTML, made so that looking at it does nothing: no scripts, no requests, nowhere to click to.

const removed =
  'script, iframe, frame, frameset, object, embed, link, meta, base, form, audio, video, svg script';
const withAddress = ['href', 'xlink:href', 'action', 'formaction', 'background', 'poster', 'srcset', 'ping'];

/** A whole page for an `<iframe sandbox srcdoc>`; the frame forbids all of this once more by itself. */
export function inertPageOf(html: string): string {
  const page = new DOMParser().parseFromString(withoutHandlers(html), 'text/html');
  for (const element of page.querySelectorAll(removed)) element.remove();
  for (const element of page.querySelectorAll('*')) makeInert(element);
  const policy = page.createElement('meta');
  policy.setAttribute('http-equiv', 'Content-Security-Policy');
  policy.setAttribute('content', "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
  const style = page.createElement('style');
  style.textContent =
    ':root{color-scheme:light;background:#fff}body{overflow-wrap:anywhere}img{max-width:100%}a{color:#364fc7;text-decoration:underline}';
  page.head.prepend(policy, style);
  return `<!doctype html>${page.documentElement.outerHTML}`;
}

/** Parsing alone runs no handler, but the policy of the page complains of each: so they lose their names before it. */
function withoutHandlers(html: string): string {
  return html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s"'/])on\w+\s*=/gi, '$1data-on='));
}

function makeInert(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    const lower = name.toLowerCase();
    if (lower.startsWith('on') || lower === 'data-on') element.removeAttribute(name);
    else if (lower === 'src' && !value.trim().startsWith('data:image/')) element.removeAttribute(name);
    else if (lower === 'style') element.setAttribute(name, withoutRequests(value));
    else if (withAddress.includes(lower)) {
      element.removeAttribute(name);
      // The reader sees where a link would lead.
      if (lower === 'href') element.setAttribute('title', value);
    }
  }
  if (element.localName === 'style') element.textContent = withoutRequests(element.textContent ?? '');
  if (element.localName === 'img' && !element.hasAttribute('src')) standInFor(element);
}

function withoutRequests(css: string): string {
  return css.replace(/@import[^;]*;?/gi, '').replace(/(?:url|image-set)\s*\([^)]*\)/gi, 'none');
}

/** A picture from elsewhere is not fetched: its frame and its words stand there instead. */
function standInFor(image: Element): void {
  const box = image.ownerDocument.createElement('span');
  box.textContent = image.getAttribute('alt') || '…';
  box.setAttribute('style', 'display:inline-block;padding:2px 8px;border:1px dashed #8a91a0;color:#565d6b');
  image.replaceWith(box);
}
