import { expect, it } from 'vitest';
import { bodyOfForm, changesOf, formOf } from './client-rules';

const anna = { ...formOf(null), fullName: ' Анна ', phone: '+7 (916) 123-45-67', tags: ['Бизнес', 'vip '] };

it('A phone may be typed as people write it, and empty fields clear', () => {
  expect(bodyOfForm(anna)).toMatchObject({
    fullName: 'Анна',
    phone: '79161234567',
    email: null,
    operatorCode: null,
  });
  expect(bodyOfForm({ ...anna, phone: '8 916 123-45-67' }).phone).toBe('79161234567');
  expect(bodyOfForm({ ...anna, phone: 'нет' }).phone).toBe('нет');
});

it('Tags stay exactly as they were typed', () => {
  expect(bodyOfForm(anna).tags).toEqual(['Бизнес', 'vip ']);
});

it('Only what was changed is sent', () => {
  expect(changesOf(anna, { ...anna, comment: 'Звонить утром' })).toEqual({ comment: 'Звонить утром' });
  expect(changesOf(anna, anna)).toEqual({});
});
