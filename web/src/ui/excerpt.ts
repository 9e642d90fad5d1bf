/** The first words of HTML, as text; headings would run into them. Parsed apart from the page, so that nothing of it runs or loads. */
export function excerptOf(html: string, characters: number): string {
  const page = new DOMParser().parseFromString(html.replace(/<(br|\/p|\/li|hr)\b/gi, ' $&'), 'text/html');
  for (const heading of page.querySelectorAll('h1, h2, h3, h4, h5, h6')) heading.remove();
  const text = (page.body.textContent ?? '').replace(/\s+/g, ' ').trim();
  const letters = [...text];
  return letters.length <= characters
    ? text
    : `${letters
        .slice(0, characters - 1)
        .join('')
        .trimEnd()}…`;
}
