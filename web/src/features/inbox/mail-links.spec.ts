import { expect, it } from 'vitest';
import { linksOf } from './mail-links';

it('The links of a letter come from its HTML, each once, and only those of the web', () => {
  const html =
    '<p><a href="https://a.example/confirm?token=1&amp;x=2"> Подтвердить\n адрес </a>' +
    '<a href="https://a.example/confirm?token=1&x=2">ещё раз</a>' +
    '<a href="javascript:alert(1)">нет</a><a href="mailto:a@b.c">нет</a><a href="/x">нет</a></p>';
  expect(linksOf({ html, text: 'https://b.example' })).toEqual([
    { url: 'https://a.example/confirm?token=1&x=2', text: 'Подтвердить адрес' },
  ]);
});

it('A letter without HTML has the links of its text, without the stop behind them', () => {
  const text = 'Откройте https://a.example/reset?token=a.b-c. Или (http://b.example/x)';
  expect(linksOf({ html: null, text }).map(({ url }) => url)).toEqual([
    'https://a.example/reset?token=a.b-c',
    'http://b.example/x',
  ]);
});
