// The engine: works on any number of runs at once, over the channels and the one ledger it is given.
import type { ChannelName } from '../domain/mailing-status.js';
import { ChannelDesk, type DeskOptions } from './channel-desk.js';
import { GroupCommit } from './group-commit.js';
import { GivenUp, keepTrying } from './keep-trying.js';
import { LeaseKeeper } from './lease-keeper.js';
import type {
  Channel,
  Clock,
  DeliveryLedger,
  Letter,
  LetterFile,
  Log,
  Pace,
  RunSnapshot,
  Ticket,
} from './ports.js';
import { ResultLog } from './result-log.js';
import { RunWork, type WorkEnd } from './work-on-run.js';
import type { EngineEvents, WorkTools } from './work-tools.js';

export interface EngineOptions extends DeskOptions {
  /** How long a claim lasts without being renewed; the ledger's own figure. */
  leaseMs: number;
  retryDelaysMs: readonly number[];
  /** Claims that one run may hold in this process. */
  maxClaims: number;
  /** What falls due sooner is waited for inside `workOn`. */
  patienceMs: number;
  /** How long a drain lets dialogues go on before it cuts those that have not passed the barrier. */
  drainGraceMs: number;
  /** How long a drain waits altogether, for replies to final dots and for the ledger. */
  drainLimitMs: number;
  /** How long a run stands back that cannot be sent here (no such channel, or its message does not compile). */
  brokenRunDelayMs: number;
}

export const engineDefaults: EngineOptions = {
  connections: 10,
  leaseMs: 60_000,
  retryDelaysMs: [300_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000],
  probeDelaysMs: [15_000, 30_000, 60_000, 120_000, 300_000],
  slowMs: 2_000,
  idleMs: 5_000,
  maxClaims: 1_000,
  patienceMs: 2_000,
  drainGraceMs: 10_000,
  drainLimitMs: 25_000,
  brokenRunDelayMs: 300_000,
};

export interface EngineParts {
  ledger: DeliveryLedger;
  channels: ReadonlyMap<ChannelName, Channel>;
  /** The pace of each channel that has a limit. */
  paces?: ReadonlyMap<ChannelName, Pace>;
  clock: Clock;
  log: Log;
  /** At least 0, below 1. */
  random: () => number;
  /** A new UUIDv7, for attempts. */
  newId: () => string;
  events?: EngineEvents;
  options?: Partial<EngineOptions>;
}

export class Engine {
  private readonly options: EngineOptions;
  private readonly tools: WorkTools;
  private readonly desks = new Map<ChannelName, ChannelDesk>();
  private readonly joined = new Map<string, Promise<WorkEnd>>();
  private readonly works = new Map<string, RunWork>();
  private readonly stopping = new AbortController();
  private drained: Promise<void> | null = null;
  private readonly gone: Promise<WorkEnd>;
  private leave: () => void = () => {};

  constructor(private readonly parts: EngineParts) {
    const options = (this.options = { ...engineDefaults, ...parts.options });
    const { ledger, clock, log, random, newId } = parts;
    this.gone = new Promise((resolve) => (this.leave = () => resolve({ state: 'stopped', nextDueAt: null })));
    this.tools = {
      ...options,
      ledger,
      clock,
      log,
      random,
      newId,
      events: parts.events ?? {},
      barrier: new GroupCommit<Ticket, boolean>(async (tickets) => {
        const crossed = await ledger.crossBarrier(tickets);
        return ({ number }) => crossed.has(number);
      }),
      releases: new GroupCommit<Ticket, void>(async (tickets) => {
        await ledger.release(tickets);
        return () => {};
      }),
      results: new ResultLog(ledger, clock, log, options.connections, () => this.offerPlaces()),
      leases: new LeaseKeeper(ledger, clock, log, options.leaseMs),
    };
    for (const [name, channel] of parts.channels) {
      this.desks.set(name, new ChannelDesk(channel, clock, log, options, parts.paces?.get(name) ?? null));
    }
  }

  /**
   * Sends what is due of the run. Resolves with `over`, with `waiting` and when to call again, or with `stopped`
   * when the engine drains; never rejects. A second call for the same run joins the first, and makes it look again
   * before it ends: whatever was there at the call is seen.
   */
  workOn(runId: string): Promise<WorkEnd> {
    this.works.get(runId)?.wake();
    let work = this.joined.get(runId);
    if (work === undefined) {
      work = Promise.race([this.begin(runId), this.gone]).finally(() => this.joined.delete(runId));
      this.joined.set(runId, work);
    }
    return work;
  }

  /** How the breaker of each channel stands. */
  *breakers(): Generator<[ChannelName, ChannelDesk['breakerKind']]> {
    for (const [name, desk] of this.desks) yield [name, desk.breakerKind];
  }

  /**
   * Claims nothing more, hands waiting claims back, lets dialogues end within `drainGraceMs`, then cuts those that
   * have not passed the barrier; replies to final dots and the storing of results are waited for until
   * `drainLimitMs`. Every `workOn` resolves with `stopped`.
   */
  drain(): Promise<void> {
    return (this.drained ??= this.drainWithin(this.options.drainGraceMs));
  }

  /** A drain without grace: cuts at once what has not passed the barrier. */
  async stop(): Promise<void> {
    this.drained ??= this.drainWithin(0);
    for (const work of this.works.values()) work.cut();
    await this.drained;
  }

  private async begin(runId: string): Promise<WorkEnd> {
    const { ledger, clock, log } = this.parts;
    const trying = { clock, log, signal: this.stopping.signal };
    try {
      const run = await keepTrying(() => ledger.loadRun(runId), { ...trying, what: 'load run' });
      if (run === null) {
        const finish = () => ledger.finishRunIfDone(runId);
        const isOver = await keepTrying(finish, { ...trying, what: 'finish run' });
        return { state: isOver ? 'over' : 'waiting', nextDueAt: null };
      }
      const files = await keepTrying(() => ledger.loadFiles(runId), { ...trying, what: 'load files' });
      return await this.send(run, files);
    } catch (error) {
      if (error instanceof GivenUp) return { state: 'stopped', nextDueAt: null };
      return this.standBack(runId, error);
    }
  }

  private async send(run: RunSnapshot, files: readonly LetterFile[]): Promise<WorkEnd> {
    const desk = this.desks.get(run.channel);
    if (desk === undefined) throw new Error(`there is no channel "${run.channel}" here`);
    const letter: Letter = desk.channel.compile(run, files);
    if (this.stopping.signal.aborted) return { state: 'stopped', nextDueAt: null };
    // Whoever calls again after the relay was paused wants it tried.
    desk.resume();
    const work = new RunWork(run, letter, desk, this.tools);
    this.works.set(run.id, work);
    try {
      return await work.untilDone();
    } finally {
      this.works.delete(run.id);
    }
  }

  private standBack(runId: string, error: unknown): WorkEnd {
    this.parts.log.error('run.cannot_be_sent', {
      runId,
      error: error instanceof Error ? error.message : String(error),
    });
    return { state: 'waiting', nextDueAt: this.parts.clock.now() + this.options.brokenRunDelayMs };
  }

  private offerPlaces(): void {
    for (const desk of this.desks.values()) desk.offerPlaces();
  }

  private async drainWithin(graceMs: number): Promise<void> {
    const { clock, log } = this.parts;
    this.stopping.abort();
    for (const work of this.works.values()) work.stop();
    const limit = new AbortController();
    const ended = Promise.all(this.joined.values()).then(() => limit.abort());
    await clock.sleep(graceMs, limit.signal);
    for (const work of this.works.values()) work.cut();
    await clock.sleep(this.options.drainLimitMs - graceMs, limit.signal);
    if (!limit.signal.aborted) log.warn('engine.left_behind', { results: this.tools.results.unstoredCount });
    this.tools.leases.stop();
    this.leave();
    await ended;
    await Promise.all([...this.desks.values()].map(({ pool }) => pool.closeIdle()));
  }
}
