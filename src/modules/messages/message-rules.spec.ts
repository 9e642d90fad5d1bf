import { describe, expect, it } from 'vitest';
import { exampleValuesFor } from './example-values.js';
import { changedMessage, newMessage } from './message-rules.js';

const both = { subject: 'News', html: '<p>x</p>', text: 'x' };

describe('a message', () => {
  it('may have one body', () => {
    expect(newMessage({ subject: 'News', text: 'x' })).toEqual({ subject: 'News', html: null, text: 'x' });
  });

  it.each([{}, { html: null }, { html: null, text: null }])(
    'has something to read: %j is refused',
    (bodies) => {
      expect(() => newMessage({ subject: 'News', ...bodies })).toThrow('html or text is required');
    },
  );

  it.each([
    ['keeps what is left out', {}, both],
    ['takes a new subject', { subject: 'Other' }, { ...both, subject: 'Other' }],
    ['loses what null clears', { html: null }, { ...both, html: null }],
  ])('after a change %s', (_, given, expected) => {
    expect(changedMessage(both, given)).toEqual(expected);
  });

  it('never loses both bodies', () => {
    expect(() => changedMessage({ ...both, html: null }, { text: null })).toThrow('html or text is required');
  });
});

describe('example values', () => {
  it('show the name of each attribute that the message uses', () => {
    const values = exampleValuesFor({
      subject: '{{attributes.город}}',
      html: null,
      text: '{{attributes.a|b}}',
    });
    expect(values).toMatchObject({
      'attributes.город': '[город]',
      'attributes.a': '[a]',
      fullName: 'Anna Petrova',
    });
  });
});
