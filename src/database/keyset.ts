// Keyset pages: the next page starts after the last row seen, so that deep pages cost what the first costs and
// rows that are added meanwhile move nothing.
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { DomainError, fieldProblem } from '../domain/errors.js';
import { sqlStateOf } from './database-fault.js';

/** What may be sorted by: the public name and the SQL expression, which must never be null. */
export type SortFields = Readonly<Record<string, string>>;

export interface KeysetRequest {
  limit?: number;
  cursor?: string;
  withTotal?: boolean;
  /** `field`, or `-field` for the other direction. */
  sort?: string;
}

export interface KeysetOptions {
  fields: SortFields;
  /** The sort when none is asked for, for example `-createdAt`. */
  defaultSort: string;
  /** The unique column that settles ties; also the only sort key where `fields` maps to it. */
  key: string;
  /** Where in an index the list stands while it is sorted by its key alone; otherwise only its conditions count. */
  range?: KeyRange;
}

/**
 * The rows of an index on (lead, key) that belong to a list of millions. Statistics lead PostgreSQL astray here: for
 * `run_id = 1 ORDER BY id` it may walk through the ids of all runs, or sort a million rows that it took for five. So
 * rows are ordered by the lead too, and bounded from both sides by comparisons of whole rows with values that the
 * planner cannot see: only the index gives that order, and nothing makes another way look cheaper.
 */
export interface KeyRange {
  /** What is the same for all rows, and the SQL expression of its value; without it the list is all of the table. */
  lead?: readonly [expression: string, value: string];
  /** All keys lie between them. */
  between: readonly [low: string, high: string];
  /**
   * All that is asked of the rows, the lead included. To be counted they are found by these; the rows of a page only
   * have to pass them.
   */
  conditions: readonly string[];
}

type Cursor = [value: string | number, key: string | number];

type Bound = readonly [column: string, parameter: string];

/**
 * By an id, by a status, or by both, which is one text: before version 18 PostgreSQL reads on to the end of the first
 * column, and (run, status) would look like half of an index on (run, id), to be sorted for the rest.
 */
export function leadOf(id?: Bound, status?: Bound): KeyRange['lead'] {
  if (!id) return status && [`(${status[0]})`, `:${status[1]}::text`];
  if (!status) return [`(${id[0]})`, `:${id[1]}::uuid`];
  return [`(${status[0]} || CAST(${id[0]} AS text))`, `:${status[1]}::text || :${id[1]}::uuid::text`];
}

/** Whose rows a list shows: what the caller may see (null: everybody's), and of that one owner's. */
interface Ownership {
  seenBy: string | null;
  ownerId?: string;
}

/** As conditions, whose parameters have the same names, and as the id that the rows have in common. */
export function ownedBy(
  column: string,
  whose: Ownership,
): { conditions: string[]; owner: Bound | undefined } {
  const given = (['seenBy', 'ownerId'] as const).filter((name) => whose[name]);
  const [first] = given;
  return { conditions: given.map((name) => `${column} = :${name}`), owner: first && [column, first] };
}

/** Before and after all ids, and all numbers. */
export const allIds = [
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
] as const;
export const allNumbers = ['0', String(2n ** 63n - 1n)] as const;

/** All of these, without a say in how the rows are found: to the planner they pass half of the rows. */
export function unestimated(conditions: readonly string[]): string {
  return `coalesce(${allOf(conditions)}, false)`;
}

function allOf(conditions: readonly string[]): string {
  return ['true', ...conditions].join(' AND ');
}

/**
 * Reads one page of the query. The builder carries the filters; it must not have an order or a limit yet. With a range
 * its conditions may name `:low` and `:high`, between which the page's keys lie, and `:rows`: no more are needed, null
 * where they are counted.
 */
export async function readPage<T extends ObjectLiteral>(
  builder: SelectQueryBuilder<T>,
  request: KeysetRequest,
  { fields, defaultSort, key, range }: KeysetOptions,
): Promise<{ items: T[]; nextCursor: string | null; total?: number }> {
  const sort = request.sort ?? defaultSort;
  const isDescending = sort.startsWith('-');
  const name = isDescending ? sort.slice(1) : sort;
  if (!Object.hasOwn(fields, name)) {
    throw fieldProblem('sort', 'unknown_sort', `must be one of ${Object.keys(fields).join(', ')}, or -field`);
  }
  const expression = fields[name]!;
  const limit = request.limit ?? 50;
  const cursor = request.cursor === undefined ? undefined : readCursor(request.cursor, sort);
  const isOnlyKey = expression === key;
  const isRange = range !== undefined && isOnlyKey;
  if (range) builder.setParameters({ low: range.between[0], high: range.between[1], rows: null });
  const total = request.withTotal
    ? await builder
        .clone()
        .andWhere(allOf(range?.conditions ?? []))
        .getCount()
    : undefined;

  const direction = isDescending ? 'DESC' : 'ASC';
  if (isRange) {
    builder.setParameter('rows', limit + 1);
    if (cursor) builder.setParameter(isDescending ? 'high' : 'low', cursor[1]);
    bindRange(builder, key, range);
    if (range.lead) builder.addOrderBy(range.lead[0], direction);
  } else {
    if (range) builder.andWhere(allOf(range.conditions));
    if (cursor) bindCursor(builder, cursor, isOnlyKey ? [key] : [expression, key], isDescending);
  }
  // In parentheses, since TypeORM would take a bare column for the entity's own and leave the entity without it.
  builder.addSelect(`(${expression})`, 'page_value').addSelect(`(${key})`, 'page_key');
  builder.addOrderBy(expression, direction);
  if (!isOnlyKey) builder.addOrderBy(key, direction);
  const { entities, raw } = await builder
    .limit(limit + 1)
    .getRawAndEntities<{ page_value: unknown; page_key: unknown }>()
    .catch((fault: unknown) => {
      // A forged cursor whose values do not fit the columns: SQLSTATE class 22, data exception.
      if (request.cursor !== undefined && sqlStateOf(fault)?.startsWith('22')) {
        throw new DomainError('request.bad_cursor');
      }
      throw fault;
    });

  const last = entities.length > limit ? raw[limit - 1] : undefined;
  return {
    items: entities.slice(0, limit),
    nextCursor: last ? writeCursor(sort, last.page_value, last.page_key) : null,
    ...(total === undefined ? {} : { total }),
  };
}

function bindCursor<T extends ObjectLiteral>(
  builder: SelectQueryBuilder<T>,
  [cursorValue, cursorKey]: Cursor,
  columns: [key: string] | [expression: string, key: string],
  isDescending: boolean,
): void {
  const comparison = isDescending ? '<' : '>';
  const values = columns.length === 1 ? ':cursorKey' : '(:cursorValue, :cursorKey)';
  builder.andWhere(`(${columns.join(', ')}) ${comparison} ${values}`, { cursorValue, cursorKey });
}

function bindRange<T extends ObjectLiteral>(
  builder: SelectQueryBuilder<T>,
  key: string,
  { lead, conditions }: KeyRange,
): void {
  const row = lead ? `(${lead[0]}, ${key})` : key;
  const edge = (bound: string) => (lead ? `((SELECT ${lead[1]}), ${bound})` : bound);
  builder
    .andWhere(`${row} > ${edge(':low')} AND ${row} < ${edge(':high')}`)
    .andWhere(unestimated(conditions));
}

function writeCursor(sort: string, value: unknown, key: unknown): string {
  return Buffer.from(JSON.stringify([sort, value, key])).toString('base64url');
}

/** A cursor belongs to one sort; anything that this list did not give out is refused. */
function readCursor(cursor: string, sort: string): Cursor {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(parts) &&
      parts.length === 3 &&
      parts[0] === sort &&
      isScalar(parts[1]) &&
      isKey(parts[2])
    ) {
      return [parts[1], parts[2]];
    }
  } catch {
    // Falls through: not a cursor of ours.
  }
  throw new DomainError('request.bad_cursor');
}

function isScalar(value: unknown): value is string | number {
  return (typeof value === 'string' && !value.includes('\0')) || Number.isSafeInteger(value);
}

function isKey(value: unknown): value is string | number {
  return Number.isSafeInteger(value) || (typeof value === 'string' && /^[0-9a-f-]{36}$/i.test(value));
}
