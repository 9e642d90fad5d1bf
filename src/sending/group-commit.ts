// Many callers, one statement: while a group is being committed, the next one gathers.
import { Bell } from './bell.js';
import type { Clock } from './ports.js';

interface Waiting<Item, Answer> {
  item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** A group that follows another at once may wait until it is worth a statement; alone, nobody waits. */
export interface Gathering {
  clock: Clock;
  /** So many are enough. */
  enough: number;
  atMostMs: number;
}

export class GroupCommit<Item, Answer> {
  private readonly bell = new Bell();
  private waiting: Waiting<Item, Answer>[] = [];
  private isCommitting = false;

  /**
   * @param commit commits one group and returns how to find the answer for each of its items. When it rejects,
   * every caller of this group is rejected with the same error; the next group is tried afresh.
   * @param maxGroupSize bounds the length of one statement's arrays.
   */
  constructor(
    private readonly commit: (items: readonly Item[]) => Promise<(item: Item) => Answer>,
    private readonly maxGroupSize = 500,
    private readonly gathering?: Gathering,
  ) {}

  add(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.isCommitting) void this.commitGroups();
      else if (this.waiting.length === this.gathering?.enough) this.bell.ring();
    });
  }

  private async commitGroups(): Promise<void> {
    this.isCommitting = true;
    // Whoever asks within the same turn shares the first statement.
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const group = this.waiting.splice(0, this.maxGroupSize);
      try {
        const answerFor = await this.commit(group.map(({ item }) => item));
        for (const { item, resolve } of group) resolve(answerFor(item));
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
      await this.gathered();
    }
    this.isCommitting = false;
  }

  private async gathered(): Promise<void> {
    if (!this.gathering || this.waiting.length === 0 || this.waiting.length >= this.gathering.enough) return;
    await this.bell.heard(this.gathering.clock, this.gathering.atMostMs);
  }
}
