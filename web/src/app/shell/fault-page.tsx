import { ErrorPanel } from '../../ui/error-panel';

/** Whatever a page threw while it was drawn. */
export function FaultPage({ error, reset }: { error: unknown; reset: () => void }) {
  return <ErrorPanel error={error} onRetry={reset} />;
}
