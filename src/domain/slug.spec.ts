import { expect, it } from 'vitest';
import { numberedSlug, slugOf } from './slug.js';

it.each([
  ['Hello, World!', 'hello-world'],
  ['Как писать письма', 'kak-pisat-pisma'],
  ['Щука, ёж и подъезд', 'shchuka-ezh-i-podezd'],
  ['Їжак і ґава', 'izhak-i-gava'],
  ['Crème brûlée — Straße', 'creme-brulee-strasse'],
  ['  --- 100 % ---  ', '100'],
  ['ﬁne ２０２６', 'fine-2026'],
  ['../../etc/passwd', 'etc-passwd'],
  ['<script>alert(1)</script>', 'script-alert-1-script'],
  ['🎉🎉', 'post'],
  ['新年', 'post'],
  ['', 'post'],
])('%j becomes %s', (title, slug) => expect(slugOf(title)).toBe(slug));

it('reads a letter made of two signs like the letter of one', () => {
  expect(slugOf('Йод'.normalize('NFD'))).toBe(slugOf('Йод'.normalize('NFC')));
});

it('is cut between words, and inside one only where that is all there is', () => {
  expect(slugOf('слово '.repeat(40))).toBe(Array(13).fill('slovo').join('-'));
  expect(slugOf('я'.repeat(200))).toBe('ia'.repeat(40));
});

it('gets a number from the second post on', () => {
  expect([1, 2, 10].map((number) => numberedSlug('a', number))).toEqual(['a', 'a-2', 'a-10']);
});
