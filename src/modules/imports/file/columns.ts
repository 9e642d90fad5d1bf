// What the columns of a file mean: the names of the fields, as the API and as people write them.
import { isAttributeName } from '../../../domain/personalization.js';
import type { FieldError } from '../../../domain/errors.js';

export const fieldColumns = [
  'email',
  'phone',
  'fullName',
  'comment',
  'operatorCode',
  'tags',
  'timezone',
  'attributes',
] as const;
export type FieldColumn = (typeof fieldColumns)[number];

/** Parts of a full name, in the order in which they make one. */
export const nameParts = ['lastName', 'firstName', 'patronymic'] as const;
export type NamePart = (typeof nameParts)[number];

export type Column =
  | { kind: 'field'; field: FieldColumn }
  | { kind: 'name'; part: NamePart }
  | { kind: 'attribute'; name: string }
  | { kind: 'ignored'; header: string };

/** More columns than a client can have fields and attributes, twice over. */
export const mostColumns = 200;

/** Without spaces, dots, dashes and case. */
const spellings: Record<FieldColumn | NamePart, readonly string[]> = {
  email: ['email', 'mail', 'почта', 'элпочта', 'электроннаяпочта', 'адресэлектроннойпочты', 'имейл', 'емейл'],
  phone: [
    'phone',
    'phonenumber',
    'mobile',
    'телефон',
    'номертелефона',
    'мобильный',
    'мобильныйтелефон',
    'тел',
  ],
  fullName: ['fullname', 'name', 'фио', 'полноеимя', 'имяклиента', 'клиент'],
  comment: ['comment', 'comments', 'note', 'комментарий', 'примечание', 'заметка'],
  operatorCode: ['operatorcode', 'кодоператора', 'кодмобильногооператора'],
  tags: ['tags', 'tag', 'теги', 'тег', 'тэги', 'тэг', 'метки', 'метка'],
  timezone: ['timezone', 'часовойпояс', 'часоваязона'],
  attributes: ['attributes', 'атрибуты'],
  lastName: ['lastname', 'surname', 'фамилия'],
  firstName: ['firstname', 'имя'],
  patronymic: ['patronymic', 'middlename', 'отчество'],
};
const meanings = new Map(
  Object.entries(spellings).flatMap(([name, all]) =>
    all.map((spelling) => [spelling, name as FieldColumn | NamePart]),
  ),
);

const attributeHeader = /^\s*(?:attributes?|атрибуты?)\.(.+?)\s*$/iu;

/** The columns, or what makes the file useless. */
export function readHeader(cells: readonly string[]): { columns: Column[] } | { problem: FieldError } {
  if (cells.length > mostColumns) {
    return problem('file', 'TOO_MANY_COLUMNS', `must have at most ${mostColumns} columns`);
  }
  const columns = cells.map(columnOf);
  const names = columns.flatMap((column) => (column.kind === 'ignored' ? [] : [nameOf(column)]));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) return problem(twice, 'DUPLICATE_COLUMN', 'must have one column only');
  if (!names.includes('email') && !names.includes('phone')) {
    return problem('email', 'NO_EMAIL_COLUMN', 'the first line must name a column email or phone');
  }
  return { columns };
}

function columnOf(header: string): Column {
  const attribute = attributeHeader.exec(header)?.[1];
  if (attribute !== undefined && isAttributeName(attribute)) return { kind: 'attribute', name: attribute };
  const spelling = header
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\s._()-]/g, '');
  const meaning = meanings.get(spelling);
  if (!meaning) return { kind: 'ignored', header };
  return isNamePart(meaning) ? { kind: 'name', part: meaning } : { kind: 'field', field: meaning };
}

function isNamePart(name: FieldColumn | NamePart): name is NamePart {
  return (nameParts as readonly string[]).includes(name);
}

function nameOf(column: Exclude<Column, { kind: 'ignored' }>): string {
  switch (column.kind) {
    case 'field':
      return column.field;
    case 'name':
      return column.part;
    case 'attribute':
      return `attributes.${column.name}`;
  }
}

function problem(field: string, code: string, message: string): { problem: FieldError } {
  return { problem: { field, code, message } };
}
