import { describe, expect, it } from 'vitest';
import { plainTextOf, preparedLetter, withInlinedStyles } from './letter-preparation.js';

const aLetter = (texts: { subject?: string; html?: string | null; text?: string | null }) => ({
  subject: 'News',
  html: null,
  text: null,
  ...texts,
});

describe('the link to unsubscribe', () => {
  it('is a footer where the message has none', () => {
    const { html, text } = preparedLetter(
      aLetter({ html: '<html><body><p>Hi</p></body></html>', text: 'Hi\n\n' }),
      'email',
    );
    expect(html).toMatch(
      /<p>Hi<\/p><p style="[^"]+"><a href="{{unsubscribeUrl}}"[^>]*>Unsubscribe<\/a><\/p>\s*<\/body>/,
    );
    expect(text).toBe('Hi\n\n-- \nUnsubscribe: {{unsubscribeUrl}}\n');
  });

  it('speaks Russian where the message does', () => {
    expect(preparedLetter(aLetter({ text: 'Привет' }), 'email').text).toContain('Отписаться от рассылки: {{');
  });

  it('is left to the message where it has one', () => {
    const letter = aLetter({
      html: '<a href="{{ unsubscribeUrl }}">stop</a>',
      text: 'stop: {{unsubscribeUrl}}',
    });
    expect(preparedLetter(letter, 'email')).toEqual(letter);
  });

  it.each(['sms', 'console'] as const)('is not added to a message by %s', (channel) => {
    const letter = aLetter({ text: 'Hi' });
    expect(preparedLetter(letter, channel)).toEqual(letter);
  });
});

describe('the plain text of html', () => {
  it('reads like the letter, with its slots untouched', () => {
    const html =
      '<h1>Hello, {{fullName|Tom & "Jerry"}}!</h1><p>See <a href="https://shop.example/{{attributes.city}}">the shop</a>' +
      '<br>or call.</p><ul><li>one</li><li>two</li></ul><img src="x.png" alt="logo"><style>p{color:red}</style>';
    expect(plainTextOf(html)).toBe(
      'Hello, {{fullName|Tom & "Jerry"}}!\n\nSee the shop [https://shop.example/{{attributes.city}}]\nor call.\n\n * one\n * two',
    );
  });

  it('is there for html alone', () => {
    expect(preparedLetter(aLetter({ html: '<p>Hi &amp; bye</p>' }), 'email').text).toBe(
      'Hi & bye\n\nUnsubscribe [{{unsubscribeUrl}}]',
    );
    expect(preparedLetter(aLetter({ html: '<p>Hi</p>' }), 'sms').text).toBe('Hi');
  });

  it('of html nested without end does not fail', () => {
    expect(plainTextOf('<div>'.repeat(20_000) + 'x')).toBeTypeOf('string');
  });
});

describe('styles', () => {
  it('go onto the elements; at-rules stay; slots stay as written', () => {
    const html = withInlinedStyles(
      '<html><head><style>p{color:red}@media print{p{color:black}}</style></head><body><p title="{{fullName|a & b}}">{{fullName|a & b}}</p></body></html>',
    );
    expect(html).toContain('<p title="{{fullName|a & b}}" style="color: red;">{{fullName|a & b}}</p>');
    expect(html).toContain('@media print');
  });

  it('leave html without a style as it is', () => {
    const html = '<P>odd <b>markup';
    expect(withInlinedStyles(html)).toBe(html);
  });
});
