// Every list of the console: it loads as it is scrolled, and says by itself that it loads, failed or has nothing.
import { Button, Skeleton, Text } from '@mantine/core';
import { useElementScrollRestoration } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Empty } from './empty';
import { ErrorPanel } from './error-panel';
import { Icon } from './icon';
import classes from './data-table.module.css';

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Pixels; without it the column shares what is left with others of its kind. */
  width?: number;
  align?: 'end';
  /** The name by which the service sorts; the header is then a button. */
  sort?: string;
}

/** A list as `useRows` gives it. */
export interface TableRows<Row> {
  rows: readonly Row[];
  isPending: boolean;
  isStale: boolean;
  error: Error | null;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

interface DataTableProps<Row> {
  /** What the rows are, for who hears the table. */
  label: string;
  /** The first column names the row. */
  columns: readonly Column<Row>[];
  list: TableRows<Row>;
  rowKey: (row: Row) => string;
  /** Changes with the filter: the table then starts at its top again. */
  filterKey: string;
  /** Set while a filter narrows the list: an empty one then offers to clear it. */
  onClearFilters?: (() => void) | undefined;
  /** `field` or `-field`. */
  sort?: string | undefined;
  onSort?: (sort: string) => void;
  empty: { title: string; text?: string; action?: ReactNode };
}

/** What a time needs to stand there with its zone, and one to the millisecond. */
export const timeWidth = 286;
export const exactTimeWidth = 300;

/** No column is narrower than this: where there is less room, the table scrolls inside itself. */
const narrowest = 160;

/** Above this many rows only those in sight are in the page. */
const virtualAbove = 100;
const rowHeight = 45;

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, list, rowKey, filterKey, onClearFilters, sort, onSort, empty } = props;
  const t = useTranslations('ui');
  const box = useRef<HTMLDivElement>(null);
  const place = useElementScrollRestoration({ id: 'data-table' });
  const isVirtual = list.rows.length > virtualAbove;
  const virtual = useVirtualizer({
    count: list.rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    initialOffset: place?.scrollY ?? 0,
    overscan: 8,
  });
  useTopOnChange(box, filterKey);

  if (list.error && list.rows.length === 0) return <ErrorPanel error={list.error} onRetry={list.retry} />;
  if (!list.isPending && list.rows.length === 0) {
    return (
      <div className={classes.frame}>
        {onClearFilters ? (
          <Empty
            title={t('nothingFound')}
            text={t('nothingFoundText')}
            action={
              <Button variant="default" onClick={onClearFilters}>
                {t('clearFilters')}
              </Button>
            }
          />
        ) : (
          <Empty {...empty} />
        )}
      </div>
    );
  }

  const inSight = isVirtual ? virtual.getVirtualItems() : null;
  const shown = inSight ? inSight.map(({ index }) => index) : list.rows.map((_, index) => index);
  const above = inSight?.[0]?.start ?? 0;
  const below = inSight ? virtual.getTotalSize() - (inSight.at(-1)?.end ?? 0) : 0;
  const loadNearEnd = () => {
    const { scrollTop = 0, clientHeight = 0, scrollHeight = 0 } = box.current ?? {};
    if (list.hasMore && scrollHeight - scrollTop - clientHeight < 20 * rowHeight) list.loadMore();
  };

  return (
    <div className={classes.frame} aria-busy={list.isPending || list.isStale}>
      {/* Whoever has only a keyboard must be able to scroll: hence the tab stop. */}
      <div
        className={classes.box}
        ref={box}
        role="region"
        aria-label={label}
        tabIndex={0}
        data-scroll-restoration-id="data-table"
        onScroll={loadNearEnd}
      >
        <table
          className={classes.table}
          style={{ minWidth: columns.reduce((sum, { width = narrowest }) => sum + width, 0) }}
          aria-rowcount={list.hasMore ? -1 : list.rows.length + 1}
        >
          <colgroup>
            {columns.map(({ id, width }) => (
              <col key={id} style={{ width }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              {columns.map((column) => (
                <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
              ))}
            </tr>
          </thead>
          <tbody className={classes.body} data-stale={list.isStale || undefined}>
            {list.isPending && <SkeletonRows columns={columns.length} />}
            {above > 0 && <Gap columns={columns.length} height={above} />}
            {shown.map((index) => (
              <BodyRow
                key={rowKey(list.rows[index]!)}
                row={list.rows[index]!}
                index={index}
                columns={columns}
              />
            ))}
            {below > 0 && <Gap columns={columns.length} height={below} />}
          </tbody>
        </table>
      </div>
      <TableFoot list={list} />
    </div>
  );
}

function TableFoot<Row>({ list }: { list: TableRows<Row> }) {
  const t = useTranslations('ui');
  const text = list.isPending
    ? t('loadingRows')
    : list.isLoadingMore
      ? t('loadingMore')
      : list.hasMore
        ? t('rowsMore', { count: list.rows.length })
        : t('rowsEnd', { count: list.rows.length });
  return (
    <div className={classes.foot}>
      {list.error ? (
        <ErrorPanel error={list.error} onRetry={list.retry} />
      ) : (
        <Text role="status" size="sm" c="dimmed">
          {text}
        </Text>
      )}
    </div>
  );
}

interface HeaderCellProps<Row> {
  column: Column<Row>;
  sort: string | undefined;
  onSort: ((sort: string) => void) | undefined;
}

function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const t = useTranslations('ui');
  const { header, align, sort: field } = column;
  if (!field || !onSort) {
    return (
      <th scope="col" className={classes.head} data-align={align}>
        {header}
      </th>
    );
  }
  const direction = sort === field ? 'ascending' : sort === `-${field}` ? 'descending' : 'none';
  return (
    <th scope="col" className={classes.head} data-align={align} aria-sort={direction}>
      <button
        type="button"
        className={classes.sorter}
        title={t('sortBy', { column: header })}
        onClick={() => onSort(direction === 'ascending' ? `-${field}` : field)}
      >
        {header}
        {direction !== 'none' && <Icon name={direction === 'ascending' ? 'up' : 'down'} size={14} />}
      </button>
    </th>
  );
}

interface BodyRowProps<Row> {
  row: Row;
  index: number;
  columns: readonly Column<Row>[];
}

function BodyRow<Row>({ row, index, columns }: BodyRowProps<Row>) {
  return (
    <tr className={classes.row} aria-rowindex={index + 2}>
      {columns.map(({ id, cell, align }, place) =>
        place === 0 ? (
          <th key={id} scope="row" className={classes.cell} data-align={align}>
            {cell(row)}
          </th>
        ) : (
          <td key={id} className={classes.cell} data-align={align}>
            {cell(row)}
          </td>
        ),
      )}
    </tr>
  );
}

function Gap({ columns, height }: { columns: number; height: number }) {
  return (
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  );
}

function SkeletonRows({ columns }: { columns: number }) {
  return Array.from({ length: 8 }, (_, row) => (
    <tr key={row} className={classes.row} aria-hidden="true">
      {Array.from({ length: columns }, (_, column) => (
        <td key={column} className={classes.cell}>
          <Skeleton height={14} width={`${55 + ((row * 7 + column * 13) % 35)}%`} />
        </td>
      ))}
    </tr>
  ));
}

function useTopOnChange(box: React.RefObject<HTMLDivElement | null>, filterKey: string): void {
  const shown = useRef(filterKey);
  useEffect(() => {
    if (shown.current === filterKey) return;
    shown.current = filterKey;
    box.current?.scrollTo({ top: 0 });
  }, [box, filterKey]);
}
