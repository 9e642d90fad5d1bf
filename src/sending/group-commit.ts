// Many callers, one statement: while a group is being committed, the next one gathers.

interface Waiting<Item, Answer> {
  item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

export class GroupCommit<Item, Answer> {
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
  ) {}

  add(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.isCommitting) void this.commitGroups();
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
    }
    this.isCommitting = false;
  }
}
