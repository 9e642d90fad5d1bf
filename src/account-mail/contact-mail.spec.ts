import { expect, it } from 'vitest';
import { contactMailOf } from './contact-mail.js';

it('says who wrote what, and answers go to the sender', () => {
  const values = {
    name: 'Анна',
    message: 'Привет!\nКак дела?',
    email: 'anna@example.com',
    phone: '79161234567',
  };
  expect(contactMailOf(values, 'anna@example.com')).toEqual({
    subject: 'Сообщение с сайта: Анна',
    text: 'Имя: Анна\nПочта: anna@example.com\nТелефон: 79161234567\n\nПривет!\nКак дела?\n',
    replyTo: { name: 'Анна', address: 'anna@example.com' },
  });
});

it('has no Reply-To where only a phone was left', () => {
  expect(contactMailOf({ name: 'A', message: 'x', email: '', phone: '1234567' })).not.toHaveProperty(
    'replyTo',
  );
});

it('lets nothing of the form begin a header of its own', () => {
  const values = { name: 'A\r\nBcc: b@example.com', message: 'x', email: 'a@example.com', phone: '' };
  const { subject, replyTo } = contactMailOf(values, 'a@example.com');
  expect(subject + replyTo!.name).not.toMatch(/[\r\n]/);
  expect(() => contactMailOf(values, 'a@example.com\r\nBcc: b@example.com')).toThrow('not an email address');
  expect(() => contactMailOf(values, 'a@example.com, b@example.com')).toThrow('not an email address');
});
