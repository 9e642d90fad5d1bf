// The worker looks by itself, again and again, at what is due: nothing depends on a job that a dead worker took along.
import { BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { AppConfig } from '../../config/app-config.js';
import { isDatabaseAway } from '../../database/database-fault.js';
import { ClockCheck } from './clock-check.js';
import { FiringService } from './firing.service.js';
import { Reaper } from './reaper.js';
import { RunKeeper } from './run-keeper.js';

/** A mailing starts at most this much late, and the time of one query. */
const fireEveryMs = 250;
const tendEveryMs = 1_000;
const reapEveryMs = 2_000;
const bringBackEveryMs = 30_000;
/** A firing this late means that nobody was here. */
const lateAfterMs = 5_000;

@Injectable()
export class TicksService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Ticks');
  private readonly presentSince = new Date();
  private readonly going = new Map<string, Promise<void>>();
  private isStopping = false;
  private lastFault: string | null = null;

  constructor(
    private readonly config: AppConfig,
    private readonly clock: ClockCheck,
    private readonly firing: FiringService,
    private readonly keeper: RunKeeper,
    private readonly reaper: Reaper,
  ) {}

  @Interval(fireEveryMs)
  fire(): Promise<void> {
    return this.tick('fire', async () => {
      if (!this.config.scheduler.isEnabled || !(await this.clock.isTrue())) return;
      await this.firing.endDue();
      const opened = await this.firing.fireDue({ presentSince: this.presentSince, lateAfterMs });
      for (const runId of opened) void this.keeper.tend(runId);
    });
  }

  @Interval(tendEveryMs)
  tend(): Promise<void> {
    return this.tick('tend', () => this.keeper.tendAll());
  }

  @Interval(reapEveryMs)
  reap(): Promise<void> {
    return this.tick('reap', () => this.reaper.reap());
  }

  @Interval(bringBackEveryMs)
  bringBack(): Promise<void> {
    return this.tick('bring back', () => this.reaper.bringBack());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await Promise.all(this.going.values());
  }

  /** One at a time of each kind. A database that is away is told once, not with every tick. */
  private async tick(name: string, work: () => Promise<void>): Promise<void> {
    if (this.isStopping || this.going.has(name)) return;
    const going = work().then(
      () => this.tellFault(name, null),
      (fault: Error) => this.tellFault(name, fault),
    );
    this.going.set(name, going);
    await going;
    this.going.delete(name);
  }

  private tellFault(name: string, fault: Error | null): void {
    if (!fault) {
      this.lastFault = null;
      return;
    }
    const text = isDatabaseAway(fault) ? 'the database is away' : (fault.stack ?? fault.message);
    if (text !== this.lastFault) this.logger.error({ event: 'tick.failed', tick: name }, text);
    this.lastFault = text;
  }
}
