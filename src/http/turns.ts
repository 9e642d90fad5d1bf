// Work that is dear to do for a request: so much of it goes on at once, so much waits, and the rest is told to come again.
import { DomainError, type ProblemCode } from '../domain/errors.js';

export interface TurnLimits {
  atOnce: number;
  mostWaiting: number;
  /** What whoever comes when the line is full is told. */
  busy: ProblemCode;
  retryAfterSeconds: number;
}

export class Turns {
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly limits: TurnLimits) {}

  /** Does the work when its turn comes, in the order of the calls. Throws `busy`, without starting, when the line is full. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    await this.myTurn();
    try {
      return await work();
    } finally {
      // The place is handed on, so that nobody who comes just now can slip in before those who wait.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  private myTurn(): Promise<void> | void {
    const { atOnce, mostWaiting, busy, retryAfterSeconds } = this.limits;
    if (this.running < atOnce) {
      this.running += 1;
      return;
    }
    if (this.waiting.length >= mostWaiting) {
      throw new DomainError(busy, undefined, { retryAfter: retryAfterSeconds });
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
