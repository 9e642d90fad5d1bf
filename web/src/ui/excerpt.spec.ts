import { expect, it } from 'vitest';
import { excerptOf } from './excerpt';

it('An excerpt is the first words without tags and headings, cut at a length', () => {
  expect(excerptOf('<h2>Часть</h2><p>Привет,</p><p>мир &amp; &lt;b&gt;</p>', 100)).toBe('Привет, мир & <b>');
  expect(excerptOf(`<p>${'я'.repeat(50)}</p>`, 10)).toBe(`${'я'.repeat(9)}…`);
  expect(excerptOf('<p>😀😀😀😀</p>', 3)).toBe('😀😀…');
  expect(excerptOf('', 10)).toBe('');
});
