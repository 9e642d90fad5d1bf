// Wakes one loop: a ring while nobody listens is remembered, further ones add nothing.
import type { Clock } from './ports.js';

export class Bell {
  private hasRung = false;
  private nap: AbortController | null = null;

  ring(): void {
    this.hasRung = true;
    this.nap?.abort();
  }

  /** Resolves at the next ring, or after `ms`. */
  async heard(clock: Clock, ms: number): Promise<void> {
    if (!this.hasRung) {
      this.nap = new AbortController();
      await clock.sleep(ms, this.nap.signal);
      this.nap = null;
    }
    this.hasRung = false;
  }
}
