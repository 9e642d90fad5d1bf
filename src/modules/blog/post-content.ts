// What of HTML a post may hold. Applied when a post is saved and again when it is shown, so that a post from before a
// rule was tightened is as safe as a new one.
import sanitizeHtml from 'sanitize-html';
import { BoundedMap } from '../../cache/bounded-map.js';

const headings = ['h2', 'h3', 'h4'];
const inline = [
  'a',
  'b',
  'br',
  'code',
  'del',
  'em',
  'i',
  'img',
  'ins',
  'kbd',
  'mark',
  's',
  'small',
  'strong',
  'sub',
  'sup',
  'u',
];
const blocks = ['blockquote', 'figcaption', 'figure', 'hr', 'li', 'ol', 'p', 'pre', 'ul'];
const tables = ['caption', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr'];

/** No styles, classes or ids: they would reach into the page around the post. */
const rules: sanitizeHtml.IOptions = {
  allowedTags: [...headings, ...inline, ...blocks, ...tables],
  allowedAttributes: {
    a: ['href', 'title', 'rel'],
    img: ['src', 'alt', 'title', 'width', 'height', 'loading'],
    ol: ['start'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan', 'scope'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['http', 'https'] },
  allowProtocolRelative: false,
  // Their text is no text of the post: it goes with them.
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'template',
    'title',
    'xmp',
    'iframe',
    'noembed',
  ],
  nestingLimit: 30,
  transformTags: {
    h1: 'h2', // the title of the post is the only first heading
    a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, rel: 'noopener noreferrer nofollow' } }),
    img: (tagName, attribs) => ({ tagName, attribs: { ...attribs, loading: 'lazy' } }),
  },
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs['src'],
};

const mostRemembered = 200;
const safeOf = new BoundedMap<string, string>(mostRemembered);

/** The content with everything taken out that is not allowed. */
export function safeContent(content: string): string {
  return sanitizeHtml(content, rules);
}

/** The same, remembered for what is shown again and again: parsing a long post takes milliseconds. */
export function shownContent(content: string): string {
  const known = safeOf.get(content);
  if (known !== undefined) return known;
  const safe = safeContent(content);
  safeOf.set(content, safe);
  return safe;
}

/** The first words of the content, without any HTML, at most so many characters. */
export function excerptOf(content: string, characters: number): string {
  const spaced = content.replace(/<(br|\/p|\/h[2-4]|\/li|\/td|\/th|hr)\b/gi, ' $&');
  const text = sanitizeHtml(spaced, { allowedTags: [], allowedAttributes: {} })
    .replace(/&(amp|lt|gt|quot);/g, (_, name: keyof typeof entities) => entities[name])
    .replace(/\s+/g, ' ')
    .trim();
  const letters = Array.from(text);
  return letters.length <= characters
    ? text
    : `${letters
        .slice(0, characters - 1)
        .join('')
        .trimEnd()}…`;
}

const entities = { amp: '&', lt: '<', gt: '>', quot: '"' };
