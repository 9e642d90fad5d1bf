import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { reapStatement } from './sql/reap.js';

const sliceSize = 1_000;

/** Takes back what dead workers held. */
@Injectable()
export class Reaper {
  private readonly logger = new Logger('Reaper');

  constructor(private readonly dataSource: DataSource) {}

  async reap(): Promise<void> {
    for (;;) {
      const [slice] = await this.dataSource.query<{ returned: number; unanswered: number }[]>(reapStatement, [
        sliceSize,
      ]);
      const { returned, unanswered } = slice!;
      if (returned + unanswered === 0) return;
      this.logger.warn({ event: 'leases.reaped', returned, unanswered });
      if (returned + unanswered < sliceSize) return;
    }
  }
}
