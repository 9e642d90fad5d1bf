// RSS 2.0 of the newest posts. Nothing in it depends on the moment it is made, so that readers get 304.
import { excerptOf } from './post-content.js';

export interface FeedItem {
  id: string;
  title: string;
  url: string;
  /** HTML, safe to show. */
  content: string;
  imageUrl: string | null;
  publishAt: Date;
}

export interface Feed {
  title: string;
  /** Where people read the blog. */
  siteUrl: string;
  /** Where this feed is. */
  feedUrl: string;
  items: FeedItem[];
}

const excerptCharacters = 300;

export function rssOf({ title, siteUrl, feedUrl, items }: Feed): string {
  const newest = items[0]?.publishAt;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">`,
    `<channel>`,
    element('title', title),
    element('link', siteUrl),
    element('description', title),
    `<atom:link href="${escapeXml(feedUrl)}" rel="self" type="application/rss+xml"/>`,
    ...(newest ? [element('lastBuildDate', newest.toUTCString())] : []),
    ...items.map(itemOf),
    `</channel>`,
    `</rss>`,
    ``,
  ].join('\n');
}

function itemOf({ id, title, url, content, imageUrl, publishAt }: FeedItem): string {
  const image = imageUrl === null ? '' : `<p><img src="${escapeXml(imageUrl)}" alt=""/></p>`;
  return [
    `<item>`,
    element('title', title),
    element('link', url),
    `<guid isPermaLink="false">urn:uuid:${escapeXml(id)}</guid>`,
    element('pubDate', publishAt.toUTCString()),
    element('description', excerptOf(content, excerptCharacters)),
    element('content:encoded', image + content),
    `</item>`,
  ].join('\n');
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** XML 1.0, section 2.2: most control characters cannot stand in a document, not even escaped. */
// eslint-disable-next-line no-control-regex
const unfit = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

function escapeXml(text: string): string {
  return text.replace(unfit, '').replace(/[&<>"']/g, (character) => escapes[character]!);
}
