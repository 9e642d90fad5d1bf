import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvFile, csvLine } from './csv.js';

describe('a line of CSV', () => {
  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\r\nlines', '"two\r\nlines"'],
    [' spaced ', '" spaced "'],
    ['=1+1', "'=1+1"],
    ['+7 900', "'+7 900"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', `"'\r=1"`],
    ['\0=1', "'\0=1"],
    ['＝1', "'＝1"],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    [-1, '-1'],
    [0, '0'],
    [true, 'true'],
    [null, ''],
    [undefined, ''],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
  ])('writes %j as %j', (value, written) => {
    expect(csvLine([value])).toBe(`${written}\r\n`);
  });

  it('is read back as it was by others', () => {
    const values = ['a,b', 'say "hi"', 'two\nlines', '', ' x', 'Анна'];
    expect(parse(csvLine(values))).toEqual([values]);
  });
});

it('a file has its header, then the pages in order', async () => {
  async function* pages() {
    yield [['1', 2]];
    yield [
      ['3', 4],
      ['5', null],
    ];
  }
  const file = csvFile('things.csv', ['a', 'b'], pages());
  let text = '';
  for await (const piece of file.getStream()) text += piece;
  expect(text).toBe('a,b\r\n1,2\r\n3,4\r\n5,\r\n');
  expect(file.getHeaders()).toMatchObject({
    type: 'text/csv; charset=utf-8',
    disposition: 'attachment; filename="things.csv"',
  });
});
