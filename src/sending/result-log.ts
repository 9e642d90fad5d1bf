// Results on their way to the ledger: kept until they are stored, and bounded so that memory stays flat.
import { GroupCommit } from './group-commit.js';
import { keepTrying } from './keep-trying.js';
import type { Clock, DeliveryLedger, DeliveryResult, Log } from './ports.js';

export class ResultLog {
  private unstored = 0;
  private readonly group: GroupCommit<DeliveryResult, void>;

  constructor(
    ledger: DeliveryLedger,
    clock: Clock,
    log: Log,
    private readonly maxUnstored: number,
    private readonly onRoom: () => void,
  ) {
    this.group = new GroupCommit(async (results) => {
      await keepTrying(() => ledger.record(results), { clock, log, what: 'record results' });
      return () => {};
    });
  }

  /** While full, no new dialogue may start. */
  get isFull(): boolean {
    return this.unstored >= this.maxUnstored;
  }

  get unstoredCount(): number {
    return this.unstored;
  }

  /** Resolves when the result is stored, however long the database is away. */
  async add(result: DeliveryResult): Promise<void> {
    this.unstored++;
    await this.group.add(result);
    const wasFull = this.isFull;
    this.unstored--;
    if (wasFull) this.onRoom();
  }
}
