import { describe, expect, it } from 'vitest';
import { type Column, readHeader } from './columns.js';
import { readRow } from './row.js';

function columnsOf(...headers: string[]): Column[] {
  const header = readHeader(headers);
  if ('problem' in header) throw new Error(header.problem.code);
  return header.columns;
}

function rowOf(table: Record<string, string>) {
  return readRow({ line: 2, cells: Object.values(table) }, columnsOf(...Object.keys(table)));
}

const codesOf = (table: Record<string, string>) => {
  const row = rowOf(table);
  return row && 'errors' in row ? row.errors.map(({ field, code }) => `${field} ${code}`) : row;
};

describe('the columns', () => {
  it.each([
    [
      ['email', 'fullName', 'operatorCode'],
      ['email', 'fullName', 'operatorCode'],
    ],
    [
      ['E-mail', 'FULL NAME', 'operator_code'],
      ['email', 'fullName', 'operatorCode'],
    ],
    [
      ['Эл. почта', 'Ф.И.О.', 'Код оператора'],
      ['email', 'fullName', 'operatorCode'],
    ],
    [
      ['Телефон', 'Комментарий', 'Теги', 'Часовой пояс'],
      ['phone', 'comment', 'tags', 'timezone'],
    ],
  ])('%j are %j', (headers, fields) => {
    expect(columnsOf(...headers)).toEqual(fields.map((field) => ({ kind: 'field', field })));
  });

  it('may be attributes, and ones that say nothing', () => {
    expect(columnsOf('email', 'attributes.Город', '№', 'attributes.__proto__')).toEqual([
      { kind: 'field', field: 'email' },
      { kind: 'attribute', name: 'Город' },
      { kind: 'ignored', header: '№' },
      { kind: 'ignored', header: 'attributes.__proto__' },
    ]);
  });

  it.each([
    ['NO_EMAIL_COLUMN', ['name']],
    ['DUPLICATE_COLUMN', ['email', 'Почта']],
    ['TOO_MANY_COLUMNS', Array.from({ length: 5000 }, (_, index) => `c${index}`)],
  ])('that make the file useless are told: %s', (code, headers) => {
    expect(readHeader(headers)).toMatchObject({ problem: { code } });
  });
});

describe('a row', () => {
  it('gives what its cells hold, and nothing for empty ones', () => {
    expect(
      rowOf({
        ...{ email: ' Anna@EXAMPLE.com ', phone: '', fullName: 'Anna', comment: ' x ', tags: 'a; b' },
        ...{ attributes: '{"age":7}', 'attributes.city': 'Омск', 'attributes.street': '' },
      }),
    ).toMatchObject({
      given: {
        email: 'Anna@example.com',
        fullName: 'Anna',
        comment: ' x ',
        tags: ['a', 'b'],
        attributes: { age: 7, city: 'Омск' },
      },
    });
  });

  it('makes a full name of its parts', () => {
    const row = rowOf({ email: 'a@example.com', Имя: 'Анна', Фамилия: 'Ким', Отчество: '' });
    expect(row).toMatchObject({ given: { fullName: 'Ким Анна' } });
  });

  it('without content is none', () => {
    expect(rowOf({ email: '', phone: ' ' })).toBeNull();
  });

  it.each([
    [{ email: 'anna' }, ['email EMAIL_INVALID']],
    [{ phone: '+79265942750' }, ['phone phone_invalid']],
    [{ phone: '7,92659E+10' }, ['phone phone_invalid']],
    [{ email: '', fullName: 'Anna' }, ['email contact_required', 'phone contact_required']],
    [{ email: 'a@example.com', attributes: '{"a":' }, ['attributes attributes_invalid']],
    [{ email: 'a@example.com', attributes: '[1]', 'attributes.x': '1' }, ['attributes attributes_invalid']],
    [{ email: 'a@example.com', attributes: '{"__proto__":1}' }, ['attributes attributes_invalid']],
    [
      { email: 'a@example.com', timezone: 'Foo/Bar', operatorCode: '12' },
      ['timezone ZONE_UNKNOWN', 'operatorCode operator_code_invalid'],
    ],
    [{ email: 'a@example.com', fullName: 'a\u202eb' }, ['fullName HEADER_CONTROL_CHAR']],
    [{ email: 'a@example.com', tags: 'x'.repeat(101) }, ['tags tags_invalid']],
  ] as [Record<string, string>, string[]][])('that breaks a rule is refused: %j', (table, codes) => {
    expect(codesOf(table)).toEqual(codes);
  });

  it('with more cells than the first line is refused, unless they are empty', () => {
    const columns = columnsOf('email');
    expect(readRow({ line: 2, cells: ['a@example.com', '', ''] }, columns)).toHaveProperty('given');
    expect(readRow({ line: 2, cells: ['a@example.com', 'x'] }, columns)).toMatchObject({
      errors: [{ code: 'TOO_MANY_COLUMNS' }],
    });
  });
});
