// From the bytes of a file to the cells of its records, in bounded memory.
import { parse } from 'csv-parse/sync';
import { withoutGuard } from '../../../domain/formula-safe.js';
import { type Encoding } from './encoding.js';
import { type RawRecord, type RecordFault, longestRecord, RecordSplitter } from './record-splitter.js';

export interface CsvRecord {
  line: number;
  cells: string[];
  fault?: RecordFault | 'bad_character';
}

export interface FileFormat {
  encoding: Encoding;
  isClean: boolean;
}

/** The records of the file, the header first, in handfuls as they come. */
export async function* readRecords(
  bytes: AsyncIterable<Uint8Array>,
  { encoding, isClean }: FileFormat,
): AsyncGenerator<CsvRecord[]> {
  const decoder = new TextDecoder(encoding);
  let head = '';
  let source: Source | null = null;
  for await (const piece of bytes) {
    const text = decoder.decode(piece, { stream: true });
    if (source) {
      yield cellsOf(source.splitter.push(text), source.delimiter, isClean);
      continue;
    }
    head += text;
    if (!/[\r\n]./s.test(head.trimStart()) && head.length <= longestRecord) continue;
    source = sourceOf(head);
    yield cellsOf(source.splitter.push(source.rest), source.delimiter, isClean);
  }
  const last = decoder.decode();
  const { splitter, delimiter, rest } = source ?? sourceOf(head);
  const records = [...splitter.push((source ? '' : rest) + last), ...splitter.end()];
  yield cellsOf(records, delimiter, isClean);
}

interface Source {
  splitter: RecordSplitter;
  delimiter: string;
  rest: string;
}

/** Excel understands a first line `sep=;`: it is no record. */
const separatorLine = /^sep=(.)(?:\r\n?|\n)/i;

function sourceOf(head: string): Source {
  const told = separatorLine.exec(head);
  const delimiter = told ? told[1]! : delimiterOf(head);
  const splitter = new RecordSplitter(delimiter);
  if (told) splitter.push('\n');
  return { splitter, delimiter, rest: told ? head.slice(told[0].length) : head };
}

const delimiters = [',', ';', '\t'] as const;

/** The separator that the first line has most of, outside quotes; a comma where it has none. */
export function delimiterOf(text: string): string {
  const line = /[^\r\n]+/.exec(text.slice(0, longestRecord))?.[0] ?? '';
  const counts = new Map<string, number>(delimiters.map((one) => [one, 0]));
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && counts.has(character)) counts.set(character, counts.get(character)! + 1);
  }
  return delimiters.reduce((best, one) => (counts.get(one)! > counts.get(best)! ? one : best), ',');
}

function cellsOf(records: RawRecord[], delimiter: string, isClean: boolean): CsvRecord[] {
  const whole = records.filter((record) => !record.fault);
  const parsed = parseAll(whole, delimiter);
  let index = 0;
  return records.map((record) => {
    const { line, text, fault } = record;
    const cells = fault ? null : parsed[index++];
    if (!cells) return { line, cells: [text], fault: fault ?? 'ROW_PARSE' };
    const isBroken = !isClean && text.includes('\ufffd');
    return { line, cells: cells.map(withoutGuard), ...(isBroken ? { fault: 'bad_character' as const } : {}) };
  });
}

/** All at once, since that is fast; one by one only where a record turns out not to be one. */
function parseAll(records: RawRecord[], delimiter: string): (string[] | null)[] {
  if (records.length === 0) return [];
  try {
    const parsed = parseText(records.map(({ text }) => text).join('\n'), delimiter);
    if (parsed.length === records.length) return parsed;
  } catch (fault) {
    if (!isParseFault(fault)) throw fault;
  }
  return records.map(({ text }) => {
    try {
      const parsed = parseText(text, delimiter);
      return parsed.length === 1 ? parsed[0]! : null;
    } catch (fault) {
      if (!isParseFault(fault)) throw fault;
      return null;
    }
  });
}

function parseText(text: string, delimiter: string): string[][] {
  return parse(text, {
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    // A quote inside an unquoted cell is a quote, as in 12" disc.
    relax_quotes: true,
  });
}

function isParseFault(fault: unknown): boolean {
  return String((fault as { code?: unknown } | null)?.code).startsWith('CSV_');
}
