import { expect, it } from 'vitest';
import { htmlOf, statusOf, wrapped } from './post-rules';

it('Text without tags becomes paragraphs, and HTML stays as it was written', () => {
  expect(htmlOf('Один\nстрока\n\n\nДва & <три')).toBe('<p>Один<br>строка</p>\n<p>Два &amp; &lt;три</p>');
  expect(htmlOf('<p>Уже</p>\n\nHTML')).toBe('<p>Уже</p>\n\nHTML');
  expect(htmlOf(' \n ')).toBe('');
});

it('A post is a draft without a time, and published from its time on', () => {
  const now = Date.parse('2026-11-21T10:00:00Z');
  expect(statusOf({ publishAt: null }, now)).toBe('draft');
  expect(statusOf({ publishAt: '2026-11-21T10:00:00.000Z' }, now)).toBe('published');
  expect(statusOf({ publishAt: '2026-11-21T10:00:00.001Z' }, now)).toBe('scheduled');
});

it('Formatting goes around what is chosen, or around words that say what to write', () => {
  expect(wrapped('ab cd', [3, 5], ['<b>', '</b>'], 'x')).toEqual({ text: 'ab <b>cd</b>', chosen: [6, 8] });
  expect(wrapped('ab', [2, 2], ['<b>', '</b>'], 'x')).toEqual({ text: 'ab<b>x</b>', chosen: [5, 6] });
});
