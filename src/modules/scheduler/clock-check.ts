// Everything that fires goes by the database's clock; a machine whose own is far off is not trusted to fire at all.
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { queryInTime } from '../../database/query-in-time.js';

const toleranceMs = 30_000;
/** Clocks drift slowly, and are set rarely. */
const lookEveryMs = 5_000;
const answerMs = 5_000;

@Injectable()
export class ClockCheck {
  private readonly logger = new Logger('Clock');
  private isOff = false;
  private lookedAt: number | null = null;

  constructor(private readonly dataSource: DataSource) {}

  /** False while this machine's clock is more than 30 s away from the database's. Told once at each change. */
  async isTrue(): Promise<boolean> {
    if (this.lookedAt === null || performance.now() - this.lookedAt >= lookEveryMs) await this.look();
    return !this.isOff;
  }

  private async look(): Promise<void> {
    const askedAt = Date.now();
    const [row] = await queryInTime<{ ms: string }[]>(
      this.dataSource,
      answerMs,
      `SELECT extract(epoch FROM clock_timestamp()) * 1000 AS ms`,
    );
    const answeredAt = Date.now();
    this.lookedAt = performance.now();
    // The answer was true at some instant between question and answer: the benefit of the doubt is ours.
    const databaseAt = Number(row!.ms);
    const offByMs = databaseAt < askedAt ? askedAt - databaseAt : Math.max(0, databaseAt - answeredAt);
    const wasOff = this.isOff;
    this.isOff = offByMs > toleranceMs;
    if (this.isOff && !wasOff)
      this.logger.error(
        { event: 'clock.off', offByMs: Math.round(offByMs) },
        'nothing is fired here until it is right',
      );
    if (!this.isOff && wasOff) this.logger.log({ event: 'clock.right' });
  }
}
