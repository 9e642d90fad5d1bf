// Files of clients as people have them: the same rows in three encodings, one row in a hundred wrong.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { windows1251 } from '../test/setup/windows-1251.js';

export const encodings = ['utf-8', 'utf-16le', 'windows-1251'] as const;
export type FileEncoding = (typeof encodings)[number];

const encode: Record<FileEncoding, (text: string) => Buffer> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'windows-1251': windows1251,
};

const header = 'Почта;Телефон;ФИО;Комментарий;Теги;Часовой пояс;attributes.город\r\n';
const names = ['Анна', 'Борис', 'Вера', 'Глеб', 'Дарья', 'Егор', 'Ёлка', 'Жанна'];
const families = ['Иваненко', 'Крюк', 'Ли', 'Мороз', 'Немец', 'Орлик', 'Пан', 'Рыбак', 'Седых'];
const zones = ['Europe/Moscow', 'Asia/Omsk', 'Asia/Vladivostok', ''];
const cities = ['Москва', 'Омск', 'Владивосток', 'Казань', 'Пермь'];

/** Every so many rows one is wrong. */
const badEvery = 100;
const tooLong = 1024 * 1024 + 1;

/** What is wrong with a bad row: its code, and the row. */
const badRows: readonly (readonly [code: string, rowOf: (index: number) => string])[] = [
  ['ROW_TOO_LONG', (index) => `${emailOf(index)};;${'x'.repeat(tooLong)};;;;`],
  ['EMAIL_INVALID', (index) => `client-${index}@;;Анна;;;;`],
  ['phone_invalid', (index) => `;8${phoneOf(index).slice(1)};Анна;;;;`],
  ['contact_required', () => `;;Анна;никак;;;`],
  ['ROW_PARSE', (index) => `"${emailOf(index)};;Анна;;;;`],
  ['TOO_MANY_COLUMNS', (index) => `${emailOf(index)};;Анна;;;;;лишнее`],
  ['ZONE_UNKNOWN', (index) => `${emailOf(index)};;Анна;;;Europe/Nowhere;`],
  ['empty', (index) => `${emailOf(index)};;;;;;`],
  ['tags_invalid', (index) => `${emailOf(index)};;Анна;;${'т'.repeat(101)};;`],
  ['bad_character', (index) => `${emailOf(index)};;Анна;\0;;;`],
  ['EMAIL_TOO_LONG', (index) => `${'x'.repeat(65)}${emailOf(index)};;Анна;;;;`],
  ['contacts_of_two_clients', (index) => `${emailOf(index - 1)};${phoneOf(index - 2)};Анна;;;;`],
];

export interface Expected {
  total: number;
  rejected: number;
}

export function expectedOf(rows: number): Expected {
  return { total: rows, rejected: Math.floor(rows / badEvery) };
}

/** The code with which the bad row of this line is refused, or null for a good one; the header is line 1. */
export function faultAt(line: number): string | null {
  const index = line - 2;
  return isBad(index) ? badRowOf(index)[0] : null;
}

/** Writes the file; resolves with its size in bytes. */
export async function writeFile(path: string, encoding: FileEncoding, rows: number): Promise<number> {
  const file = createWriteStream(path);
  const write = async (text: string) => {
    if (!file.write(encode[encoding](text))) await once(file, 'drain');
  };
  await write((encoding === 'utf-16le' ? '\ufeff' : '') + header);
  const rowsAtOnce = 1_000;
  for (let from = 0; from < rows; from += rowsAtOnce) {
    const size = Math.min(rowsAtOnce, rows - from);
    await write(Array.from({ length: size }, (_, index) => `${rowAt(from + index)}\r\n`).join(''));
  }
  file.end();
  await once(file, 'finish');
  return file.bytesWritten;
}

function rowAt(index: number): string {
  return isBad(index) ? badRowOf(index)[1](index) : goodRow(index);
}

function isBad(index: number): boolean {
  return index % badEvery === badEvery - 1;
}

/** The one that is very long comes once, so that the file does not consist of it. */
function badRowOf(index: number) {
  const serial = Math.floor(index / badEvery);
  return badRows[serial === 0 ? 0 : 1 + (serial % (badRows.length - 1))]!;
}

function goodRow(index: number): string {
  const fullName = `${families[index % families.length]} ${names[index % names.length]}`;
  const comment = index % 10 === 0 ? `"заказ ""№ ${index}""; ждёт"`.replace('№', 'N') : '';
  const tags = index % 3 === 0 ? 'vip' : index % 3 === 1 ? '"Бизнес;новые"' : '';
  const zone = zones[index % zones.length];
  return [emailOf(index), phoneOf(index), fullName, comment, tags, zone, cities[index % cities.length]].join(
    ';',
  );
}

function emailOf(index: number): string {
  return `client-${index}@domain-${index % 50}.example`;
}

function phoneOf(index: number): string {
  return `79${String(index).padStart(9, '0')}`;
}
