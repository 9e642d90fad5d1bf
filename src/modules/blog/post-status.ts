/** Only published posts are shown to everybody. */
export const postStatuses = ['draft', 'scheduled', 'published'] as const;
export type PostStatus = (typeof postStatuses)[number];

export function isPublished({ publishAt }: { publishAt: Date | null }, now = new Date()): boolean {
  return publishAt !== null && publishAt <= now;
}
