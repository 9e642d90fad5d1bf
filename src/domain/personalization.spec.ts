import { describe, expect, it } from 'vitest';
import { escapeHeader } from './header-text.js';
import {
  escapeHtml,
  fillTemplate,
  isAttributeName,
  isSlotName,
  parseTemplate,
  slotsOf,
  TemplateError,
  type Part,
} from './personalization.js';

describe('A template', () => {
  it.each<[string, Part[]]>([
    ['', []],
    ['plain', ['plain']],
    ['{{fullName}}', [{ slot: 'fullName', fallback: '' }]],
    ['Hi {{ fullName }}!', ['Hi ', { slot: 'fullName', fallback: '' }, '!']],
    ['{{fullName|friend}}', [{ slot: 'fullName', fallback: 'friend' }]],
    ['{{ fullName | dear friend }}', [{ slot: 'fullName', fallback: 'dear friend' }]],
    ['{{fullName|}}', [{ slot: 'fullName', fallback: '' }]],
    ['{{fullName | a|b}}', [{ slot: 'fullName', fallback: 'a|b' }]],
    [
      '{{email}}{{phone}}',
      [
        { slot: 'email', fallback: '' },
        { slot: 'phone', fallback: '' },
      ],
    ],
    ['{{\n attributes.город_1-a \n}}', [{ slot: 'attributes.город_1-a', fallback: '' }]],
    ['a { b } c }} d', ['a { b } c }} d']],
  ])('%j is cut into its parts', (text, parts) => {
    expect(parseTemplate(text)).toEqual(parts);
  });

  it.each([
    ['{{constructor}}', 'TEMPLATE_UNKNOWN_FIELD'],
    ['{{__proto__}}', 'TEMPLATE_UNKNOWN_FIELD'],
    ['{{__proto__.x}}', 'TEMPLATE_UNKNOWN_FIELD'],
    ['{{toString}}', 'TEMPLATE_UNKNOWN_FIELD'],
    ['{{fullname}}', 'TEMPLATE_UNKNOWN_FIELD'],
    ['{{password}}', 'TEMPLATE_UNKNOWN_FIELD'],
    ['{{attributes}}', 'TEMPLATE_UNKNOWN_FIELD'],
    ['{{attributes.}}', 'TEMPLATE_UNKNOWN_FIELD'],
    ['{{attributes.a.b}}', 'TEMPLATE_UNKNOWN_FIELD'],
    ['{{attributes.__proto__}}', 'TEMPLATE_UNKNOWN_FIELD'],
    ['{{attributes.constructor}}', 'TEMPLATE_UNKNOWN_FIELD'],
    [`{{attributes.${'a'.repeat(65)}}}`, 'TEMPLATE_UNKNOWN_FIELD'],
    ['{{#each}}', 'TEMPLATE_SYNTAX'],
    ['{{/each}}', 'TEMPLATE_SYNTAX'],
    ['{{> partial}}', 'TEMPLATE_SYNTAX'],
    ['{{{fullName}}}', 'TEMPLATE_SYNTAX'],
    ['{{}}', 'TEMPLATE_SYNTAX'],
    ['{{ | friend}}', 'TEMPLATE_SYNTAX'],
    ['{{full name}}', 'TEMPLATE_SYNTAX'],
    ['{{attributes["city"]}}', 'TEMPLATE_SYNTAX'],
    ['{{1+1}}', 'TEMPLATE_SYNTAX'],
    ['{{fullName', 'TEMPLATE_SYNTAX'],
    ['Hi {{', 'TEMPLATE_SYNTAX'],
    ['{{fullName}', 'TEMPLATE_SYNTAX'],
    ['{{fullName {{email}}', 'TEMPLATE_SYNTAX'],
    ['{{fullName | {{email}}', 'TEMPLATE_SYNTAX'],
  ])('%s is refused: %s', (text, code) => {
    expect(() => parseTemplate(text)).toThrow(TemplateError);
    expect(() => parseTemplate(text)).toThrow(expect.objectContaining({ code }));
  });

  it('A megabyte of braces is refused at once', () => {
    const began = performance.now();
    expect(() => parseTemplate('{{'.repeat(500_000))).toThrow(TemplateError);
    expect(() => parseTemplate(`{{${'a'.repeat(1_000_000)}}}`)).toThrow(TemplateError);
    expect(performance.now() - began).toBeLessThan(500);
  });

  it('Its slots are named once over all texts', () => {
    expect(slotsOf('Hi {{fullName}}', '{{email}} {{ fullName | you }}', '{{attributes.city}}')).toEqual([
      'fullName',
      'email',
      'attributes.city',
    ]);
  });

  it('A slot is one of the fixed fields or an attribute', () => {
    expect(
      ['fullName', 'unsubscribeUrl', 'attributes.город', 'id', 'attributes.'].filter(isSlotName),
    ).toEqual(['fullName', 'unsubscribeUrl', 'attributes.город']);
  });
});

it('An attribute has a name that a slot can name', () => {
  const names = [
    'city',
    'город',
    'a-1_b',
    '',
    'a b',
    'a.b',
    'a|b',
    '__proto__',
    'constructor',
    'a'.repeat(65),
  ];
  expect(names.filter(isAttributeName)).toEqual(['city', 'город', 'a-1_b']);
});

describe('Filling', () => {
  const fill = (text: string, values: Record<string, string | null>, escape?: (value: string) => string) =>
    fillTemplate(parseTemplate(text), values, escape);

  it.each<[string, Record<string, string | null>, string]>([
    ['Hi {{fullName}}!', { fullName: 'Anna' }, 'Hi Anna!'],
    ['Hi {{fullName | friend}}!', { fullName: 'Anna' }, 'Hi Anna!'],
    ['Hi {{fullName | friend}}!', { fullName: '' }, 'Hi friend!'],
    ['Hi {{fullName | friend}}!', { fullName: '  ' }, 'Hi friend!'],
    ['Hi {{fullName | friend}}!', { fullName: null }, 'Hi friend!'],
    ['Hi {{fullName | friend}}!', {}, 'Hi friend!'],
    ['Hi {{fullName}}!', {}, 'Hi !'],
    ['{{attributes.city}}', { 'attributes.city': 'Тверь' }, 'Тверь'],
    ['{{fullName}}', { fullName: '{{email}}', email: 'a@b.de' }, '{{email}}'],
    ['{{fullName}}', { fullName: '$& $1' }, '$& $1'],
  ])('%s with %j', (text, values, expected) => {
    expect(fill(text, values)).toBe(expected);
  });

  it('Only own properties are values', () => {
    expect(fillTemplate([{ slot: 'constructor', fallback: 'none' }], {})).toBe('none');
    expect(
      fillTemplate([{ slot: 'fullName', fallback: 'none' }], Object.create({ fullName: 'inherited' })),
    ).toBe('none');
  });

  it('Values and fallbacks are escaped, the text around them is not', () => {
    const text = '<b title="{{fullName}}">{{phone | <none>}}</b>';
    expect(fill(text, { fullName: `"><script>'&` }, escapeHtml)).toBe(
      '<b title="&quot;&gt;&lt;script&gt;&#39;&amp;">&lt;none&gt;</b>',
    );
  });

  it('A value cannot begin a new header', () => {
    expect(fill('Hi {{fullName}}', { fullName: 'A\r\nBcc: e@z.de' }, escapeHeader)).toBe('Hi A  Bcc: e@z.de');
  });

  it('A value is cut at 64 KB between characters', () => {
    const filled = fill('{{fullName}}', { fullName: 'я€'.repeat(100_000) });
    const bytes = Buffer.byteLength(filled);
    expect(bytes).toBeLessThanOrEqual(65_536);
    expect(bytes).toBeGreaterThan(65_536 - 3);
  });
});
