// Results on their way to the ledger: kept until they are stored, and bounded.
import { GroupCommit } from './group-commit.js';
import { keepTrying } from './keep-trying.js';
import type { Clock, DeliveryLedger, DeliveryResult, Log } from './ports.js';

/** Results that wait this long are stored, however few they are: a worker that dies now leaves them uncertain. */
const GATHER_MS = 10;

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
    const store = async (results: readonly DeliveryResult[]) => {
      await keepTrying(() => ledger.record(results), { clock, log, what: 'record results' });
      return () => {};
    };
    this.group = new GroupCommit(store, 500, {
      clock,
      enough: Math.ceil(maxUnstored / 2),
      atMostMs: GATHER_MS,
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
