// The part of an address that names a post: Latin letters, digits and hyphens, whatever the title is written in.

/** Longer ones are cut between words: addresses get pasted into letters, where lines break. */
const longest = 80;

/** As Russian passports spell names (ICAO 9303), save ъ and ь, which nobody types; with the other Cyrillic alphabets. */
// prettier-ignore
const latin: Record<string, string> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'i', к: 'k', л: 'l',
  м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch',
  ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'iu', я: 'ia', є: 'ie', і: 'i', ї: 'i', ґ: 'g',
  ў: 'u', ђ: 'dj', ј: 'j', љ: 'lj', њ: 'nj', ћ: 'c', џ: 'dz', қ: 'q', ғ: 'gh', ұ: 'u', ү: 'u', ө: 'o',
  ә: 'a', ң: 'ng', һ: 'h', ß: 'ss', æ: 'ae', ø: 'o', œ: 'oe', ł: 'l', đ: 'd', þ: 'th', ð: 'd', ı: 'i',
};

/** The slug of a title; `post` where no letter or digit is left. */
export function slugOf(title: string): string {
  const words = Array.from(title.normalize('NFC').toLowerCase(), (letter) => latin[letter] ?? letter)
    .join('')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  let slug = '';
  for (const word of words) {
    if (slug.length + 1 + word.length > longest) break;
    slug = slug ? `${slug}-${word}` : word;
  }
  return slug || words[0]?.slice(0, longest) || 'post';
}

/** The same slug with a number, for the second post of a title and those after it. */
export function numberedSlug(slug: string, number: number): string {
  return number < 2 ? slug : `${slug}-${number}`;
}
