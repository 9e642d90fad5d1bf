// One row of a file: the cells as the fields of a client, under the rules that every other client obeys.
import { emailAddressOrNull } from '../../../domain/email-address.js';
import type { FieldError } from '../../../domain/errors.js';
import type { GivenFields } from '../../clients/client-rules.js';
import { brokenRuleOf, type ClientField } from '../../clients/dto/client-fields.js';
import { type Column, nameParts } from './columns.js';
import type { CsvRecord } from './record-reader.js';
import { readTags } from './tag-list.js';

/** What a row gives: an empty cell gives nothing. */
export interface GoodRow {
  line: number;
  cells: string[];
  given: Partial<GivenFields>;
}

export interface BadRow {
  line: number;
  cells: string[];
  errors: FieldError[];
}

const faults = {
  ROW_PARSE: 'a quote is opened and not closed, or text follows a closed one',
  ROW_TOO_LONG: 'must be at most 1,048,576 characters',
  bad_character: 'must not contain NUL or broken Unicode',
} as const;

/** Null for a row without content, as spreadsheets leave them behind. */
export function readRow(
  { line, cells, fault }: CsvRecord,
  columns: readonly Column[],
): GoodRow | BadRow | null {
  if (fault) return { line, cells, errors: [{ field: 'row', code: fault, message: faults[fault] }] };
  if (cells.every((cell) => cell.trim() === '')) return null;
  if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
    const message = `must have at most ${columns.length} cells, as the first line has`;
    return {
      line,
      cells: cells.slice(0, columns.length),
      errors: [{ field: 'row', code: 'TOO_MANY_COLUMNS', message }],
    };
  }
  const given = givenBy(cells, columns);
  const errors = errorsOf(given);
  if (errors.length > 0) return { line, cells, errors };
  // As it is stored: only so is it found again.
  if (given.email) given.email = emailAddressOrNull(given.email);
  return { line, cells, given };
}

function givenBy(cells: readonly string[], columns: readonly Column[]): Partial<GivenFields> {
  const given: Record<string, unknown> = {};
  const name: Partial<Record<(typeof nameParts)[number], string>> = {};
  const attributes: Record<string, unknown> = {};
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (cell === '' || column.kind === 'ignored') continue;
    if (column.kind === 'name') name[column.part] = cell.trim();
    else if (column.kind === 'attribute') attributes[column.name] = cell;
    else if (column.field === 'comment') given['comment'] = cell;
    else if (column.field === 'tags') given['tags'] = readTags(cell);
    else if (column.field === 'attributes') given['attributes'] = readJson(cell);
    else if (cell.trim() !== '') given[column.field] = cell.trim();
  }
  const joined = nameParts.flatMap((part) => name[part] || []).join(' ');
  if (given['fullName'] === undefined && joined !== '') given['fullName'] = joined;
  if (Object.keys(attributes).length > 0) {
    given['attributes'] = isObject(given['attributes'])
      ? { ...given['attributes'], ...attributes }
      : (given['attributes'] ?? attributes);
  }
  return given;
}

/** JSON, or the text itself where it is none: the rule for attributes then says so. */
function readJson(cell: string): unknown {
  if (cell.trim() === '') return undefined;
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function errorsOf(given: Partial<GivenFields>): FieldError[] {
  const errors: FieldError[] = [];
  for (const [field, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const rule = brokenRuleOf(field as ClientField, value);
    if (rule) errors.push({ field, code: rule.code, message: rule.message });
  }
  if (given.email === undefined && given.phone === undefined) {
    const message = 'email or phone is required';
    errors.push(...['email', 'phone'].map((field) => ({ field, code: 'contact_required', message })));
  }
  return errors;
}
