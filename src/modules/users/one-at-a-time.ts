/** Runs work with the same key one after the other, in the order of the calls; other keys do not wait. */
export class OneAtATime {
  private readonly lastOf = new Map<string, Promise<unknown>>();

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.lastOf.get(key);
    const mine = before ? before.then(work, work) : work();
    this.lastOf.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.lastOf.get(key) === mine) this.lastOf.delete(key);
    }
  }
}
