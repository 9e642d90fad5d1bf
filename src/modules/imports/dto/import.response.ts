import {
  type Import,
  type ImportStatus,
  importStatuses,
  type MergeRule,
  mergeRules,
} from '../import.entity.js';
import { ApiProperty } from '@nestjs/swagger';
import { readHeader } from '../file/columns.js';

export class StartedImportResponse {
  importId: string;
}

export class ImportErrorResponse {
  /** Of the file; the header is line 1. */
  line: number;
  field: string;
  code: string;
  message: string;
}

export class ImportListItem {
  id: string;
  fileName: string;

  @ApiProperty({ enum: importStatuses.filter((status) => status !== 'uploading') })
  status: ImportStatus;

  @ApiProperty({ enum: mergeRules })
  merge: MergeRule;

  dryRun: boolean;
  encoding: string | null;
  /** How much of the file was read, from 0 to 1. */
  progress: number;
  /** Rows so far: created, updated, skipped and rejected ones. */
  total: number;
  created: number;
  updated: number;
  skipped: number;
  rejected: number;
  /** Columns whose names say nothing to us. */
  ignoredColumns: string[];
  createdAt: Date;
  finishedAt: Date | null;
}

export class ImportResponse extends ImportListItem {
  errors: ImportErrorResponse[];
}

export class ImportPage {
  items: ImportListItem[];
  nextCursor: string | null;
  total?: number;
}

export function toImportListItem(work: Import): ImportListItem {
  return {
    id: work.id,
    fileName: work.fileName,
    status: work.status,
    merge: work.merge,
    dryRun: work.dryRun,
    encoding: work.encoding,
    progress: work.bytes === 0 ? 0 : Math.round((work.bytesRead / work.bytes) * 1000) / 1000,
    total: work.total,
    created: work.created,
    updated: work.updated,
    skipped: work.skipped,
    rejected: work.rejected,
    ignoredColumns: ignoredOf(work.header ?? []),
    createdAt: work.createdAt,
    finishedAt: work.finishedAt,
  };
}

function ignoredOf(header: readonly string[]): string[] {
  const read = readHeader(header);
  if ('problem' in read) return [];
  return read.columns.flatMap((column) => (column.kind === 'ignored' ? column.header : []));
}
