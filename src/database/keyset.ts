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
}

/** Reads one page of the query. The builder carries the filters; it must not have an order or a limit yet. */
export async function readPage<T extends ObjectLiteral>(
  builder: SelectQueryBuilder<T>,
  request: KeysetRequest,
  { fields, defaultSort, key }: KeysetOptions,
): Promise<{ items: T[]; nextCursor: string | null; total?: number }> {
  const sort = request.sort ?? defaultSort;
  const isDescending = sort.startsWith('-');
  const name = isDescending ? sort.slice(1) : sort;
  if (!Object.hasOwn(fields, name)) {
    throw fieldProblem('sort', 'unknown_sort', `must be one of ${Object.keys(fields).join(', ')}, or -field`);
  }
  const expression = fields[name]!;
  const limit = request.limit ?? 50;
  const total = request.withTotal ? await builder.getCount() : undefined;

  if (request.cursor !== undefined) {
    const [value, lastKey] = readCursor(request.cursor, sort);
    const comparison = isDescending ? '<' : '>';
    const isOnlyKey = expression === key;
    builder.andWhere(
      isOnlyKey
        ? `${key} ${comparison} :cursorKey`
        : `(${expression}, ${key}) ${comparison} (:cursorValue, :cursorKey)`,
      isOnlyKey ? { cursorKey: lastKey } : { cursorValue: value, cursorKey: lastKey },
    );
  }
  const direction = isDescending ? 'DESC' : 'ASC';
  // In parentheses, since TypeORM would take a bare column for the entity's own and leave the entity without it.
  builder.addSelect(`(${expression})`, 'page_value').addSelect(`(${key})`, 'page_key');
  builder.orderBy(expression, direction);
  if (expression !== key) builder.addOrderBy(key, direction);
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

function writeCursor(sort: string, value: unknown, key: unknown): string {
  return Buffer.from(JSON.stringify([sort, value, key])).toString('base64url');
}

/** A cursor belongs to one sort; anything that this list did not give out is refused. */
function readCursor(cursor: string, sort: string): [value: string | number, key: string | number] {
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
