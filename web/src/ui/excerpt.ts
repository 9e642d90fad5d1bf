/** The first words of HTML, as text. Parsed apart from the page, so that nothing of it runs or loads. */
export function excerptOf(html: string, characters: number): string {
  const page = new DOMParser().parseFromString(
    html.replace(/<(br|\/p|\/h[1-6]|\/li|hr)\b/gi, ' $&'),
    'text/html',
  );
  const text = (page.body.textContent ?? '').replace(/\s+/g, ' ').trim();
  const letters = [...text];
  return letters.length <= characters
    ? text
    : `${letters
        .slice(0, characters - 1)
        .join('')
        .trimEnd()}…`;
}
