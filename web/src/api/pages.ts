// Keyset lists: page by page, in an order that stays while rows are added.
import { infiniteQueryOptions, type QueryKey, useInfiniteQuery } from '@tanstack/react-query';

export interface Page<Row> {
  items: Row[];
  nextCursor: string | null;
  total?: number | undefined;
}

/** What a table needs of a list, whatever it is a list of. */
export interface RowList<Row> {
  rows: readonly Row[];
  isPending: boolean;
  /** Rows of the former filter stand there until those of the new one come. */
  isStale: boolean;
  error: Error | null;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

export const rowsPerPage = 100;

type Read<Row> = (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>;

/** The options of a list; `read` gets the cursor of the page it shall fetch. */
export function rowPages<Row>(queryKey: QueryKey, read: Read<Row>) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page<Row>) => last.nextCursor ?? undefined,
  });
}

/** `pollMs` while something of the list is going on. */
export function useRows<Row>(
  options: ReturnType<typeof rowPages<Row>>,
  { pollMs }: { pollMs?: number | false } = {},
): RowList<Row> {
  const query = useInfiniteQuery({
    ...options,
    placeholderData: (former) => former,
    ...(pollMs !== undefined && { refetchInterval: pollMs }),
  });
  const { data, isPending, isPlaceholderData, error, hasNextPage, isFetchingNextPage } = query;
  return {
    rows: data?.pages.flatMap((page) => page.items) ?? [],
    isPending,
    isStale: isPlaceholderData,
    error,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    loadMore: () => {
      if (hasNextPage && !isFetchingNextPage) void query.fetchNextPage();
    },
    retry: () => void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch()),
  };
}
