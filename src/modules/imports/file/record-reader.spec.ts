import { array, assert, asyncProperty, constantFrom, integer, string } from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import { withGuard } from '../../../domain/formula-safe.js';
import { type CsvRecord, delimiterOf, readRecords } from './record-reader.js';
import { longestRecord } from './record-splitter.js';

async function* piecesOf(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function recordsOf(
  text: string | Buffer,
  { size = 1 << 20, isClean = true } = {},
): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  const pieces = piecesOf(Buffer.from(text as string), size);
  for await (const some of readRecords(pieces, { encoding: 'utf-8', isClean })) records.push(...some);
  return records;
}

const cellsOf = async (text: string, size?: number) =>
  (await recordsOf(text, size ? { size } : {})).map(({ cells }) => cells);
const linesAndFaults = async (text: string) =>
  (await recordsOf(text)).map(({ line, fault }) => (fault ? [line, fault] : line));

describe('the records of a file', () => {
  it.each(['\n', '\r\n', '\r'])('end with %j, and the last one with the file', async (end) => {
    for (const size of [1, 2, 3, 7, 1000]) {
      expect(await cellsOf(['a,b', '1,2', '', '3,"4"'].join(end), size)).toEqual([
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
      ]);
    }
  });

  it.each([
    ['a,b\n1,2', ','],
    ['a;b,c;d\n1;2', ';'],
    ['a\tb\n1\t2', '\t'],
    ['"x,y,z";b\n', ';'],
    ['email\na@example.com', ','],
  ])('are separated as the first line tells: %j', (text, delimiter) => {
    expect(delimiterOf(text)).toBe(delimiter);
  });

  it('are separated as Excel’s own line tells, which is no record', async () => {
    expect(await recordsOf('sep=;\r\na,1;b\r\n1;2')).toEqual([
      { line: 2, cells: ['a,1', 'b'] },
      { line: 3, cells: ['1', '2'] },
    ]);
  });

  it('know their lines, line breaks in cells and empty lines included', async () => {
    expect(await linesAndFaults('a,b\r\n"1\r\n1\r\n1",2\r\n\r\n3,4\r\n')).toEqual([1, 2, 6]);
  });

  it('keep a quote inside an unquoted cell', async () => {
    expect(await cellsOf('a,b\n12" disc,2')).toEqual([
      ['a', 'b'],
      ['12" disc', '2'],
    ]);
  });

  it('are none in an empty file', async () => {
    for (const text of ['', '\ufeff', '\n\n']) expect(await recordsOf(text)).toEqual([]);
  });
});

describe('a broken record', () => {
  it.each([
    ['opened and never closed', 'a,b\n"1,2\n3,4\n5,6', [1, [2, 'ROW_PARSE'], 3, 4]],
    ['opened before another quoted cell', 'a,b\n"1,2\n"3",4\n', [1, [2, 'ROW_PARSE'], 3]],
    ['followed by text', 'a,b\n"1"x,2\n3,4\n', [1, [2, 'ROW_PARSE'], 3]],
    ['opened in the last line', 'a,b\n1,2\n"3,4', [1, 2, [3, 'ROW_PARSE']]],
  ])('by a quote that is %s costs one line', async (_, text, expected) => {
    expect(await linesAndFaults(text)).toEqual(expected);
  });

  it('of ten megabytes costs one line and no memory', async () => {
    for (const start of ['', '"', 'x,"']) {
      const long = start + 'x'.repeat(10 * longestRecord);
      const records = await recordsOf(`a,b\n${long}\n1,2\n`, { size: 65_536 });
      expect(records.map(({ line, fault }) => [line, fault])).toEqual([
        [1, undefined],
        [2, 'ROW_TOO_LONG'],
        [3, undefined],
      ]);
      expect(records[1]!.cells[0]!.length).toBeLessThan(1000);
    }
  });

  it('is one whose bytes are no characters', async () => {
    const bytes = Buffer.concat([Buffer.from('a\nя'), Buffer.from([0xd0]), Buffer.from('\nя\n')]);
    const records = await recordsOf(bytes, { isClean: false });
    expect(records.map(({ fault }) => fault)).toEqual([undefined, 'bad_character', undefined]);
  });
});

it('a table that was written comes back, whatever is in its cells and however it arrives', async () => {
  const cell = string({ unit: constantFrom('"', ',', ';', '\r', '\n', "'", '=', ' ', 'я', '😀', 'a') });
  const rows = array(array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 8 });
  await assert(
    asyncProperty(rows, integer({ min: 1, max: 40 }), async (table, size) => {
      const whole = [['h', 'h', 'h'], ...table.filter((row) => row.join('').trim() !== '')];
      const text = stringify(
        whole.map((row) => row.map(withGuard)),
        { record_delimiter: 'windows', quoted_match: /[\r\n;\t]|^\s|\s$/ },
      );
      expect(await cellsOf(text, size)).toEqual(whole);
    }),
  );
});
