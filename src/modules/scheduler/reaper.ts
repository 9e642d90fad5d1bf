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
      const [slice] = await this.dataSource.query<{ returned: number; uncertain: number }[]>(reapStatement, [
        sliceSize,
      ]);
      const { returned, uncertain } = slice!;
      if (returned + uncertain === 0) return;
      this.logger.warn({ event: 'leases.reaped', returned, uncertain });
      if (returned + uncertain < sliceSize) return;
    }
  }
}
