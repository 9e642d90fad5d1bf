// The worker looks for imports by itself, so that one that a dead worker took along is taken up again when its lease
// has run out; it goes on after the rows that are saved.
import { BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { isDatabaseAway } from '../../database/database-fault.js';
import { type Column, readHeader } from './file/columns.js';
import { type CsvRecord, readRecords } from './file/record-reader.js';
import { readRow } from './file/row.js';
import type { Import } from './import.entity.js';
import { ImportsRepository } from './imports.repository.js';
import { type Entry, LeaseLostError, MergeRepository, storableCell } from './merge.repository.js';

const lookEveryMs = 500;
const renewEveryMs = 3_000;
const pauseAfterFaultMs = 5_000;
const forgetEveryMs = 600_000;
/** A file that ended this many workers, or met this many faults, at the same place is given up. */
const mostTries = 5;
/** At once in this process; others wait. */
const mostAtOnce = 2;
/** Rows of one transaction: more are hardly faster, and hold up the other work of this process. */
const rowsAtOnce = 1_000;

@Injectable()
export class ImportWorker implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Imports');
  private readonly going = new Set<Promise<void>>();
  private isLooking = false;
  private isStopping = false;

  constructor(
    private readonly imports: ImportsRepository,
    private readonly merges: MergeRepository,
  ) {}

  @Interval(lookEveryMs)
  async look(): Promise<void> {
    if (this.isLooking || this.isStopping) return;
    this.isLooking = true;
    try {
      await this.imports.discardAbandonedUploads();
      while (this.going.size < mostAtOnce && !this.isStopping) {
        const work = await this.imports.claim();
        if (!work) break;
        const going: Promise<void> = this.workOn(work).finally(() => this.going.delete(going));
        this.going.add(going);
      }
    } catch (fault) {
      if (!isDatabaseAway(fault)) this.logger.error((fault as Error).stack);
    } finally {
      this.isLooking = false;
    }
  }

  /** Imports that ended long ago go, one after the other: each may have a million refused rows. */
  @Interval(forgetEveryMs)
  async forgetOld(): Promise<void> {
    try {
      while (!this.isStopping && (await this.imports.forgetOld()));
    } catch (fault) {
      if (!isDatabaseAway(fault)) this.logger.error((fault as Error).stack);
    }
  }

  /** The rows at hand are saved first; another worker goes on with the rest. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await Promise.all(this.going);
  }

  private async workOn(work: Import): Promise<void> {
    const renewal = setInterval(() => void this.imports.renew(work).catch(() => {}), renewEveryMs);
    try {
      if (work.tries > mostTries) await this.imports.finish(work, gaveUp);
      else await this.importAll(work);
    } catch (fault) {
      if (fault instanceof LeaseLostError) return;
      this.logger.error({ event: 'import.interrupted', importId: work.id }, (fault as Error).stack);
      await this.imports.release(work, pauseAfterFaultMs).catch(() => {});
    } finally {
      clearInterval(renewal);
    }
  }

  /** While a handful of rows is being saved, the next is read. */
  private async importAll(work: Import): Promise<void> {
    let columns: Column[] | null = null;
    let number = 0;
    let entries: Entry[] = [];
    const file = new CountedBytes(this.imports.pieces(work.id));
    const saving = new Saving(async (batch, bytesRead) => {
      await this.merges.merge(work, batch, bytesRead);
      if (this.isStopping) await this.imports.release(work, 0);
      return this.isStopping;
    });
    try {
      const format = { encoding: work.encoding ?? 'utf-8', isClean: work.isClean } as const;
      for await (const records of readRecords(file, format)) {
        for (const record of records) {
          number += 1;
          if (!columns) {
            const header = readHeaderOf(record);
            if ('problem' in header) return await this.imports.finish(work, header.problem);
            columns = header.columns;
            await this.imports.keepHeader(work, record.cells.map(storableCell));
            continue;
          }
          if (number <= work.records) continue;
          entries.push({ number, row: readRow(record, columns) });
          if (entries.length < rowsAtOnce) continue;
          if (await saving.hasStoppedBefore(entries, file.count)) return;
          entries = [];
        }
      }
      if (entries.length > 0 && (await saving.hasStoppedBefore(entries, file.count))) return;
      if (await saving.hasStopped()) return;
      await this.imports.finish(work, columns ? null : noHeader);
    } finally {
      await saving.settled();
    }
  }
}

/** Counts the bytes that were taken from it. */
class CountedBytes implements AsyncIterable<Buffer> {
  count = 0;

  constructor(private readonly pieces: AsyncIterable<Buffer>) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for await (const piece of this.pieces) {
      this.count += piece.length;
      yield piece;
    }
  }
}

/** Saves one batch at a time, in their order; `save` answers true where the work is to stop after it. */
class Saving {
  private going: Promise<boolean> = Promise.resolve(false);

  constructor(private readonly save: (batch: readonly Entry[], bytesRead: number) => Promise<boolean>) {}

  /** Begins with the batch as soon as the one before it is saved; true where that one was the last. */
  async hasStoppedBefore(batch: readonly Entry[], bytesRead: number): Promise<boolean> {
    if (await this.going) return true;
    this.going = this.save(batch, bytesRead);
    // It is looked at with the next batch: until then nobody else hears of its fault.
    this.going.catch(() => {});
    return false;
  }

  hasStopped(): Promise<boolean> {
    return this.going;
  }

  /** Resolves when nothing is being saved any more, whatever came of it. */
  async settled(): Promise<void> {
    await this.going.catch(() => {});
  }
}

function readHeaderOf({ cells, fault }: CsvRecord): ReturnType<typeof readHeader> {
  if (fault) return { problem: { field: 'file', code: fault, message: 'the first line cannot be read' } };
  return readHeader(cells);
}

const noHeader = { field: 'file', code: 'empty', message: 'must have a first line that names the columns' };
const gaveUp = {
  field: 'file',
  code: 'gave_up',
  message: 'the import was interrupted at the same place again and again',
};
