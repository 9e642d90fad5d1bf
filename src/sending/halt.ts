import { setMaxListeners } from 'node:events';

/** The signal that tells a run's lanes to begin nothing more. Every lane listens, and that is no leak. */
export function haltOfManyLanes(): AbortController {
  const halt = new AbortController();
  setMaxListeners(0, halt.signal);
  return halt;
}
