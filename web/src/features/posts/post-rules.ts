export const postStatuses = ['draft', 'scheduled', 'published'] as const;
export type PostStatus = (typeof postStatuses)[number];

export interface PostFilter {
  search?: string;
  status?: PostStatus;
}

/** The service shows a post from its time on; without one it is a draft. */
export function statusOf({ publishAt }: { publishAt: string | null }, now: number): PostStatus {
  if (publishAt === null) return 'draft';
  return Date.parse(publishAt) <= now ? 'published' : 'scheduled';
}

/** Whoever writes without HTML means paragraphs: what has a tag is HTML and stays as it is. */
export function htmlOf(typed: string): string {
  if (/<\/?[a-z][^>]*>/i.test(typed)) return typed;
  const safe = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return safe
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`)
    .join('\n');
}

/** A piece of text within the tags, where it is chosen; without a choice the words that stand for it. */
export function wrapped(
  text: string,
  [start, end]: readonly [number, number],
  [before, after]: readonly [string, string],
  words: string,
): { text: string; chosen: [number, number] } {
  const inner = text.slice(start, end) || words;
  const from = start + before.length;
  return {
    text: text.slice(0, start) + before + inner + after + text.slice(end),
    chosen: [from, from + inner.length],
  };
}
