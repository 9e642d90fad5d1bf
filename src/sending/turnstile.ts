// How many deliveries of a channel may be past the barrier and not stored yet: a worker that is killed leaves at most
// these uncertain.

export class Turnstile {
  private readonly inside = new Set<object>();
  /** In their order. */
  private readonly waiting = new Map<object, (isInside: boolean) => void>();

  constructor(private readonly places: number) {}

  /** Resolves with true once there is a place, with false when the delivery leaves while it waits. */
  enter(delivery: object): Promise<boolean> {
    if (this.inside.size < this.places) {
      this.inside.add(delivery);
      return Promise.resolve(true);
    }
    return new Promise((resolve) => this.waiting.set(delivery, resolve));
  }

  /** Its result is stored, or it was not let through. Whoever is neither inside nor waiting may leave too. */
  leave(delivery: object): void {
    const giveUp = this.waiting.get(delivery);
    this.waiting.delete(delivery);
    giveUp?.(false);
    if (!this.inside.delete(delivery)) return;
    for (const [next, letIn] of this.waiting) {
      this.waiting.delete(next);
      this.inside.add(next);
      return letIn(true);
    }
  }
}
