/** Too many wait already. */
export class QueueIsFull extends Error {
  override readonly name = 'QueueIsFull';
}

/** Lets so many pieces of work run at once and so many wait, in the order of their calls. */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(
    private readonly mostRunning: number,
    private readonly mostWaiting: number,
  ) {}

  /** Rejects with QueueIsFull, without starting the work, when too many wait already. */
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
    if (this.running < this.mostRunning) {
      this.running += 1;
      return;
    }
    if (this.waiting.length >= this.mostWaiting) throw new QueueIsFull();
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
