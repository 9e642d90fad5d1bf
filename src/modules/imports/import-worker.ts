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
const renewEveryMs = 10_000;
const pauseAfterFaultMs = 5_000;
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

  private async importAll(work: Import): Promise<void> {
    let columns: Column[] | null = null;
    let number = 0;
    let bytesRead = 0;
    const counted = async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        bytesRead += chunk.length;
        yield chunk;
      }
    };
    const format = { encoding: work.encoding ?? 'utf-8', isClean: work.isClean } as const;
    for await (const records of readRecords(counted(this.imports.chunks(work.id)), format)) {
      let entries: Entry[] = [];
      for (const record of records) {
        number += 1;
        if (!columns) {
          const header = readHeaderOf(record);
          if ('problem' in header) return this.imports.finish(work, header.problem);
          columns = header.columns;
          await this.imports.keepHeader(work, record.cells.map(storableCell));
          continue;
        }
        if (number <= work.records) continue;
        entries.push({ number, row: readRow(record, columns) });
        if (entries.length < rowsAtOnce) continue;
        if (await this.stopsAfter(work, entries, bytesRead)) return;
        entries = [];
      }
      if (entries.length > 0 && (await this.stopsAfter(work, entries, bytesRead))) return;
    }
    await this.imports.finish(work, columns ? null : noHeader);
  }

  private async stopsAfter(work: Import, entries: readonly Entry[], bytesRead: number): Promise<boolean> {
    await this.merges.merge(work, entries, bytesRead);
    if (this.isStopping) await this.imports.release(work, 0);
    return this.isStopping;
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
