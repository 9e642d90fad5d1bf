import { expect, it } from 'vitest';
import { renderLetter } from './letter.js';

it('a letter is filled for one client, escaped in html only', () => {
  const texts = { subject: 'Hi {{fullName|friend}}', html: '<p>{{fullName}}</p>', text: 'Dear {{fullName}}' };
  expect(renderLetter(texts, { fullName: 'A<b>' })).toEqual({
    subject: 'Hi A<b>',
    html: expect.stringMatching(/^<p>A&(lt|#60);b&(gt|#62);<\/p>$/),
    text: 'Dear A<b>',
  });
});

it('a value starts no new line in the subject', () => {
  const letter = renderLetter(
    { subject: '{{fullName}}', html: null, text: null },
    { fullName: 'A\r\nBcc: e@x' },
  );
  expect(letter.subject).not.toMatch(/[\r\n]/);
  expect(letter).toMatchObject({ html: null, text: null });
});
