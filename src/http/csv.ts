// Rows as CSV that a spreadsheet opens without running anything: RFC 4180, with formulas disarmed.
import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

export type CsvValue = string | number | boolean | Date | null | undefined;

/** What makes a spreadsheet take a cell for a formula, full-width forms included. */
const startsFormula = /^[=+\-@\t\r\0＝＋－＠]/;
const needsQuotes = /[",\r\n]|^\s|\s$/;

/** One line with its CRLF. Texts that could be a formula get an apostrophe in front; numbers stay numbers. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'string') return String(value);
  const safe = startsFormula.test(value) ? `'${value}` : value;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A page of rows at a time; each page is one piece of the answer. */
export type CsvPages = AsyncIterable<readonly (readonly CsvValue[])[]>;

/** The answer to a download, written while it is read: memory holds one page, however long the list is. */
export function csvFile(fileName: string, header: readonly string[], pages: CsvPages): StreamableFile {
  return new StreamableFile(Readable.from(csvPieces(header, pages)), {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${fileName}"`,
  });
}

async function* csvPieces(header: readonly string[], pages: CsvPages): AsyncGenerator<string> {
  yield csvLine(header);
  for await (const page of pages) yield page.map(csvLine).join('');
}
