import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { closeWindowStatement } from './sql/close-window.js';

const sliceSize = 10_000;

/** Lets deliveries wait whose client's day has left the mailing's local window. */
@Injectable()
export class WindowKeeper {
  constructor(private readonly dataSource: DataSource) {}

  async closeWindows(): Promise<void> {
    for (;;) {
      const [, moved] = await this.dataSource.query<[unknown[], number]>(closeWindowStatement, [sliceSize]);
      if (moved < sliceSize) return;
    }
  }
}
