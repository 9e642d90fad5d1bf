// Lets only so much work go on at once; the rest waits in a line of bounded length.
import { DomainError } from '../../domain/errors.js';

export class InTurn {
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly limits: { atOnce: number; mostWaiting: number; retryAfterSeconds: number }) {}

  /** Throws `image.busy` when the line is full. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.turn();
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  /** Whoever ends hands the place on, so `running` stays as it is. */
  private turn(): Promise<void> | void {
    const { atOnce, mostWaiting, retryAfterSeconds } = this.limits;
    if (this.running < atOnce) {
      this.running += 1;
      return;
    }
    if (this.waiting.length >= mostWaiting) {
      throw new DomainError('image.busy', undefined, { retryAfter: retryAfterSeconds });
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
