// What is asked again, and when: reads after a passing fault, never a write.
import { QueryClient } from '@tanstack/react-query';
import { isPassing, isProblem } from '../api/problem';

const tries = 3;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        gcTime: 10 * 60_000,
        networkMode: 'always',
        retry: (failures, error) => isPassing(error) && failures < tries,
        retryDelay: (failures, error) =>
          isProblem(error) && error.retryAfter !== undefined
            ? error.retryAfter * 1000
            : Math.min(1000 * 2 ** failures, 8000),
        // A page that shows a passing fault tries again by itself.
        refetchInterval: ({ state }) => (isPassing(state.error) ? 5000 : false),
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
