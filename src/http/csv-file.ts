// Tables for download, row by row: they open in a spreadsheet, and nothing in them runs there.
import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { withGuard } from '../domain/formula-safe.js';

export interface Table {
  header: readonly string[];
  rows: AsyncIterable<readonly string[]>;
}

/** Excel takes text without this mark for the code page of the machine. */
const byteOrderMark = '\ufeff';
const rowsAtOnce = 500;

/** An answer with the table as CSV (RFC 4180) in UTF-8, as a file to save. `name` is ASCII. */
export function csvFile(name: string, table: Table): StreamableFile {
  return new StreamableFile(Readable.from(piecesOf(table), { objectMode: false }), {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${name}"`,
  });
}

async function* piecesOf({ header, rows }: Table): AsyncGenerator<string> {
  yield byteOrderMark + textOf([header]);
  let waiting: (readonly string[])[] = [];
  for await (const row of rows) {
    waiting.push(row);
    if (waiting.length < rowsAtOnce) continue;
    yield textOf(waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield textOf(waiting);
}

function textOf(rows: (readonly string[])[]): string {
  return stringify(
    rows.map((cells) => cells.map(withGuard)),
    // The semicolon too: a spreadsheet may take it for the separator.
    { record_delimiter: 'windows', quoted_match: /[\r\n;\t]|^\s|\s$/ },
  );
}
