// A clock that stands still until a test moves it.
import type { Clock } from '../ports.js';

interface Alarm {
  at: number;
  wake(): void;
}

export class HandMovedClock implements Clock {
  private readonly alarms = new Set<Alarm>();

  constructor(private instant = Date.UTC(2026, 10, 20, 12)) {}

  now(): number {
    return this.instant;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        this.alarms.delete(alarm);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const alarm = { at: this.instant + Math.max(0, ms), wake };
      this.alarms.add(alarm);
      signal?.addEventListener('abort', wake);
    });
  }

  /** Moves on by `ms`, stopping at each alarm on the way, and lets everything that follows from it happen. */
  async advance(ms: number): Promise<void> {
    const end = this.instant + ms;
    await settled();
    for (let next = this.nextAlarm(end); next !== null; next = this.nextAlarm(end)) {
      this.instant = Math.max(this.instant, next.at);
      next.wake();
      await settled();
    }
    this.instant = end;
  }

  /** Moves from alarm to alarm until the promise has settled, at most `limitMs` further. */
  async until<T>(promise: Promise<T>, limitMs = 3_600_000): Promise<T> {
    const end = this.instant + limitMs;
    const state = { isSettled: false };
    const settle = () => (state.isSettled = true);
    promise.then(settle, settle);
    await settled();
    while (!state.isSettled) {
      const next = this.nextAlarm(end);
      if (next === null) throw new Error(`not settled within ${limitMs} ms of the hand-moved clock`);
      this.instant = Math.max(this.instant, next.at);
      next.wake();
      await settled();
    }
    return promise;
  }

  /** Jumps ahead without waking anybody on the way, as a suspended process does. */
  leap(ms: number): void {
    this.instant += ms;
  }

  private nextAlarm(end: number): Alarm | null {
    let next: Alarm | null = null;
    for (const alarm of this.alarms)
      if (alarm.at <= end && (next === null || alarm.at < next.at)) next = alarm;
    return next;
  }
}

/** Resolves when all that could happen without time passing has happened. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
