// One open stream per visible page: closed while nobody looks, opened again with a fresh look at the state.
import { useEffect, useEffectEvent, useState } from 'react';
import { eventsAt, type ServerEvent } from './events';

/** After this many failures in a row the page asks by itself instead. */
const givesUpAfter = 3;
const pauseMs = 2_000;
/** A clock that stood still for so long: the machine slept. */
const sleptMs = 10_000;

interface LiveOptions {
  isWanted: boolean;
  onEvent: (event: ServerEvent) => void;
  /** The stream is (re)opened: what was missed has to be read. */
  onOpen: () => void;
}

/** Returns `polling` where the stream cannot be had; the caller then asks every few seconds. */
export function useLiveEvents(path: string, { isWanted, onEvent, onOpen }: LiveOptions): 'live' | 'polling' {
  const [hasFailed, setHasFailed] = useState(false);
  const tell = useEffectEvent(onEvent);
  const open = useEffectEvent(onOpen);
  useEffect(() => {
    if (!isWanted) return;
    let current: AbortController | null = null;
    const follow = async (controller: AbortController) => {
      for (let failures = 0; failures < givesUpAfter && !controller.signal.aborted;) {
        try {
          open();
          for await (const event of eventsAt(path, controller.signal)) {
            failures = 0;
            tell(event);
            if (event.name === 'completed') return;
          }
        } catch {
          failures += 1;
        }
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
      if (!controller.signal.aborted) setHasFailed(true);
    };
    const look = () => {
      current?.abort();
      current = null;
      if (document.visibilityState !== 'visible') return;
      current = new AbortController();
      void follow(current);
    };
    look();
    // A machine that slept or lost its line may hold a stream that is dead without knowing it.
    let lookedAt = Date.now();
    const clock = setInterval(() => {
      if (Date.now() - lookedAt > sleptMs) look();
      lookedAt = Date.now();
    }, pauseMs);
    document.addEventListener('visibilitychange', look);
    window.addEventListener('online', look);
    return () => {
      clearInterval(clock);
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('online', look);
      current?.abort();
    };
  }, [path, isWanted]);
  return hasFailed ? 'polling' : 'live';
}
