// Tags in one cell: `vip;Бизнес`. A backslash makes the character after it part of the tag.

export function writeTags(tags: readonly string[]): string {
  return tags.map((tag) => tag.replace(/[;\\]/g, '\\$&').replace(/^\s|\s$/g, '\\$&')).join(';');
}

/** Space around a tag is dropped unless it is escaped; so are empty tags. */
export function readTags(cell: string): string[] {
  return (cell.match(/(?:\\[\s\S]|[^\\;]|\\$)+/g) ?? [])
    .map((tag) => tag.replace(/^\s+/, '').replace(/(\\\s)?\s*$/, '$1'))
    .map((tag) => tag.replace(/\\([;\\\s])/g, '$1'))
    .filter((tag) => tag !== '');
}
