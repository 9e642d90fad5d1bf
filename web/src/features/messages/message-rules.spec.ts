import { expect, it } from 'vitest';
import { bodyOfForm, changesOf, withSlot } from './message-rules';

const letter = { subject: ' Скидка ', html: '', text: 'Здравствуйте' };

it('A blank body is none, and a text keeps its spaces', () => {
  expect(bodyOfForm({ ...letter, text: ' а \n' })).toEqual({ subject: 'Скидка', html: null, text: ' а \n' });
});

it('Only what was changed is saved', () => {
  expect(changesOf(letter, { ...letter, html: '<p>1</p>' })).toEqual({ html: '<p>1</p>' });
  expect(changesOf(letter, { ...letter, text: ' ' })).toEqual({ text: null });
});

it('A slot takes the place of what was chosen, with the cursor after it', () => {
  expect(withSlot('Привет, !', 'fullName', [8, 8])).toEqual({ text: 'Привет, {{fullName}}!', cursor: 20 });
  expect(withSlot('Привет, имя!', 'fullName', [8, 11]).text).toBe('Привет, {{fullName}}!');
});
