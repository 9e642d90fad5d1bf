// The ledger's promises, kept honestly in memory: what PostgreSQL does with rows and epochs, with a hand-moved clock.
import { canBecome, isOpen, type StoredDeliveryStatus } from '../../domain/delivery-status.js';
import type {
  AttemptRecord,
  ClaimedDelivery,
  Clock,
  DeliveryLedger,
  DeliveryResult,
  LetterFile,
  RunSnapshot,
  Ticket,
} from '../ports.js';

export interface Row {
  number: number;
  runId: string;
  recipient: string;
  status: StoredDeliveryStatus;
  epoch: number;
  leaseUntil: number;
  attempts: number;
  firstAttemptAt: number | null;
  nextAttemptAt: number | null;
  isSuppressed: boolean;
  history: AttemptRecord[];
}

interface Run {
  snapshot: RunSnapshot;
  files: LetterFile[];
  isPaused: boolean;
  isStopped: boolean;
  isFinished: boolean;
}

export class InMemoryLedger implements DeliveryLedger {
  readonly rows = new Map<number, Row>();
  readonly runs = new Map<string, Run>();
  /** Sizes of the groups, to prove that statements are shared. */
  readonly statements: { name: string; size: number }[] = [];
  /** How long a statement takes. */
  roundTripMs = 0;
  /** While set, every call rejects with it, as if the database were away. */
  away: Error | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly options = { leaseMs: 60_000, replyTimeoutMs: 600_000 },
  ) {}

  addRun(run: Partial<RunSnapshot> = {}, files: LetterFile[] = []): string {
    const id = run.id ?? `run-${this.runs.size + 1}`;
    const snapshot: RunSnapshot = {
      id,
      mailingId: `mailing-of-${id}`,
      ownerId: 'owner',
      messageId: 'message',
      channel: 'email',
      subject: 'Hello',
      html: null,
      text: 'Hello',
      sender: { name: 'Sender', address: 'sender@house.test' },
      endsAt: null,
      ...run,
    };
    this.runs.set(id, { snapshot, files, isPaused: false, isStopped: false, isFinished: false });
    return id;
  }

  addDelivery(runId: string, recipient?: string): number {
    const number = this.rows.size + 1;
    this.rows.set(number, {
      number,
      runId,
      recipient: recipient ?? `client-${number}@place-${number}.test`,
      status: 'pending',
      epoch: 0,
      leaseUntil: 0,
      attempts: 0,
      firstAttemptAt: null,
      nextAttemptAt: null,
      isSuppressed: false,
      history: [],
    });
    return number;
  }

  row(number: number): Row {
    const row = this.rows.get(number);
    if (row === undefined) throw new Error(`no delivery ${number}`);
    return row;
  }

  withStatus(status: StoredDeliveryStatus): number[] {
    return [...this.rows.values()].filter((row) => row.status === status).map(({ number }) => number);
  }

  /** What the reaper and the keeper of runs do: lost claims go back or are uncertain, what is past its run's end closes. */
  reap(): void {
    const now = this.clock.now();
    for (const row of this.rows.values()) {
      if (row.leaseUntil <= now) {
        if (row.status === 'leased') row.status = 'pending';
        else if (row.status === 'sending') row.status = 'uncertain';
      }
      const run = this.runs.get(row.runId)!;
      const isWaiting = row.status === 'pending' || row.status === 'deferred';
      if (isWaiting && run.isStopped) row.status = 'cancelled';
      else if (isWaiting && isPastEnd(run, now)) row.status = 'expired';
    }
  }

  async loadRun(runId: string): Promise<RunSnapshot | null> {
    await this.statement('loadRun', 1);
    const run = this.runs.get(runId);
    return run !== undefined && this.maySend(run) ? run.snapshot : null;
  }

  async loadFiles(runId: string): Promise<LetterFile[]> {
    await this.statement('loadFiles', 1);
    return this.runs.get(runId)?.files ?? [];
  }

  async claim(runId: string, limit: number): Promise<ClaimedDelivery[]> {
    await this.statement('claim', limit);
    const run = this.runs.get(runId);
    if (run === undefined || !this.maySend(run)) return [];
    const now = this.clock.now();
    const claimed: ClaimedDelivery[] = [];
    for (const row of this.rows.values()) {
      if (claimed.length >= limit) break;
      if (row.runId !== runId || (row.status !== 'pending' && row.status !== 'deferred')) continue;
      if ((row.nextAttemptAt ?? 0) > now) continue;
      row.status = 'leased';
      row.epoch++;
      row.leaseUntil = now + this.options.leaseMs;
      const { number, epoch, recipient, attempts, firstAttemptAt } = row;
      const who = {
        id: `delivery-${number}`,
        clientId: `client-${number}`,
        recipient,
        recipientName: '',
        slots: {},
      };
      claimed.push({ number, epoch, ...who, attempts, firstAttemptAt });
    }
    return claimed;
  }

  async nextDueAt(runId: string): Promise<number | null> {
    await this.statement('nextDueAt', 1);
    let earliest: number | null = null;
    for (const { runId: of, status, nextAttemptAt } of this.rows.values()) {
      if (of !== runId || (status !== 'pending' && status !== 'deferred')) continue;
      earliest = Math.min(earliest ?? Infinity, nextAttemptAt ?? this.clock.now());
    }
    return earliest;
  }

  async renew(tickets: readonly Ticket[]): Promise<ReadonlySet<number>> {
    await this.statement('renew', tickets.length);
    const mine = this.held(tickets, 'leased');
    for (const row of mine) row.leaseUntil = this.clock.now() + this.options.leaseMs;
    return new Set(mine.map(({ number }) => number));
  }

  async crossBarrier(tickets: readonly Ticket[]): Promise<ReadonlySet<number>> {
    await this.statement('crossBarrier', tickets.length);
    const now = this.clock.now();
    const crossed = new Set<number>();
    for (const row of this.held(tickets, 'leased')) {
      const run = this.runs.get(row.runId);
      if (run === undefined || row.leaseUntil <= now) continue;
      if (!this.maySend(run)) continue;
      if (row.isSuppressed) {
        row.status = 'suppressed';
        continue;
      }
      row.status = 'sending';
      row.leaseUntil = now + this.options.replyTimeoutMs + this.options.leaseMs / 2;
      crossed.add(row.number);
    }
    return crossed;
  }

  async record(results: readonly DeliveryResult[]): Promise<void> {
    await this.statement('record', results.length);
    for (const result of results) {
      const row = this.rows.get(result.number);
      if (row === undefined) continue;
      const { attempt } = result;
      if (attempt !== null && row.history.every(({ id }) => id !== attempt.id)) row.history.push(attempt);
      if (row.epoch !== result.epoch || !canBecome(row.status, result.status)) continue;
      // A person or the mailing's policy sends an uncertain one again, never a late 4xx: its run may be over.
      if (row.status === 'uncertain' && result.status === 'deferred') continue;
      row.status = result.status;
      row.nextAttemptAt = result.nextAttemptAt;
      if (!result.countsAsAttempt) continue;
      row.attempts++;
      row.firstAttemptAt ??= result.attempt?.at ?? this.clock.now();
    }
  }

  async release(tickets: readonly Ticket[]): Promise<void> {
    await this.statement('release', tickets.length);
    for (const row of this.held(tickets, 'leased')) row.status = 'pending';
  }

  async finishRunIfDone(runId: string): Promise<boolean> {
    await this.statement('finishRunIfDone', 1);
    const run = this.runs.get(runId);
    if (run === undefined) return true;
    const rows = [...this.rows.values()].filter((row) => row.runId === runId);
    run.isFinished ||= rows.every(({ status }) => !isOpen(status));
    return run.isFinished;
  }

  /** What follows in the caller happens at once, as in one transaction. */
  private async statement(name: string, size: number): Promise<void> {
    if (this.roundTripMs > 0) await this.clock.sleep(this.roundTripMs);
    if (this.away !== null) throw this.away;
    this.statements.push({ name, size });
  }

  private held(tickets: readonly Ticket[], status: StoredDeliveryStatus): Row[] {
    const mine = tickets.filter(({ number, epoch }) => {
      const row = this.rows.get(number);
      return row !== undefined && row.epoch === epoch && row.status === status;
    });
    return mine.map(({ number }) => this.row(number));
  }

  private maySend(run: Run): boolean {
    return !run.isPaused && !run.isStopped && !run.isFinished && !isPastEnd(run, this.clock.now());
  }
}

function isPastEnd({ snapshot: { endsAt } }: Run, now: number): boolean {
  return endsAt !== null && now >= endsAt;
}
