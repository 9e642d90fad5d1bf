import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { csvFile } from './csv-file.js';

async function textOf(rows: string[][]): Promise<string> {
  const file = csvFile('things.csv', { header: ['a', 'b'], rows: rowsOf(rows) });
  let text = '';
  for await (const piece of file.getStream()) text += piece;
  return text;
}

async function* rowsOf(rows: string[][]) {
  yield* rows;
}

it('a file has a mark for Excel, its header, then the rows in order', async () => {
  expect(
    await textOf([
      ['1', '2'],
      ['3', ''],
    ]),
  ).toBe('\ufeffa,b\r\n1,2\r\n3,\r\n');
});

it('is read back by others as it was, with formulas disarmed', async () => {
  const cells = ['a,b', 'say "hi"', 'two\nlines', 'a;b', ' x', 'Анна', '=1+1', '＝1', '\t=1'];
  const rows = cells.map((cell) => [cell, 'x']);
  const read: string[][] = parse(await textOf(rows), { bom: true, from: 2 });
  expect(read.map(([cell]) => cell)).toEqual([...cells.slice(0, 6), "'=1+1", "'＝1", "'\t=1"]);
});

it('holds more rows than one piece of it', async () => {
  const rows = Array.from({ length: 1_234 }, (_, index) => [String(index), '']);
  expect(parse(await textOf(rows), { bom: true, from: 2 })).toEqual(rows);
});
