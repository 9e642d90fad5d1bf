import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { violatedUniqueIndex } from '../../database/database-fault.js';
import { KeysetRequest, readPage } from '../../database/keyset.js';
import { DomainError, type FieldError } from '../../domain/errors.js';
import type { EncodingVerdict } from './file/encoding.js';
import { Import, type MergeRule } from './import.entity.js';

/** An upload from which nothing was heard for so long is given up. */
const uploadLease = '60 seconds';
/** The same for a worker; one that was only slow finds the import in other hands, and has lost nothing. */
export const workLease = '10 seconds';
export const mostPerHour = 5;
/** Of an import that has ended: its counts and its refused rows, which name people. The file itself goes at once. */
const keptFor = '30 days';
/**
 * The driver takes bytes as text, two digits for each. Text of 128 KiB and more is garbage that only the rare collections
 * of all memory find: in pieces like these, a file of any size is read in little memory.
 */
const pieceBytes = 48 * 1024;

/** A file that is stored, and what was seen of it. */
export interface ReceivedFile extends EncodingVerdict {
  fileName: string;
  bytes: number;
}

export interface RejectedRow {
  line: number;
  cells: string[];
  errors: FieldError[];
}

@Injectable()
export class ImportsRepository {
  constructor(@InjectRepository(Import) private readonly imports: Repository<Import>) {}

  /** An owner's place for a file. @throws DomainError `import.already_running`, `import.too_many` */
  async begin(ownerId: string): Promise<string> {
    const rows = await this.imports.manager
      .transaction(async (manager) => {
        await manager.query(`DELETE FROM imports WHERE owner_id = $1 AND ${isAbandonedUpload}`, [ownerId]);
        return manager.query<{ id: string }[]>(
          `INSERT INTO imports (owner_id, lease_until)
           VALUES ($1, now() + interval '${uploadLease}') RETURNING id`,
          [ownerId],
        );
      })
      .catch((fault: unknown) => {
        const isOpen = violatedUniqueIndex(fault) === 'imports_one_at_a_time_key';
        throw isOpen ? new DomainError('import.already_running') : fault;
      });
    const { id } = rows[0]!;
    const waitMs = await this.waitOf(ownerId);
    if (waitMs === 0) return id;
    await this.discard(id);
    throw new DomainError('import.too_many', undefined, { retryAfter: waitMs / 1000 });
  }

  /** Until the owner may import again; 0 for at once. */
  private async waitOf(ownerId: string): Promise<number> {
    const rows = await this.imports.query<{ wait: number }[]>(
      `SELECT extract(epoch FROM created_at + interval '1 hour' - now())::float8 * 1000 AS wait FROM imports
       WHERE owner_id = $1 AND status <> 'uploading' AND created_at > now() - interval '1 hour'
       ORDER BY created_at DESC OFFSET $2 LIMIT 1`,
      [ownerId, mostPerHour - 1],
    );
    return rows[0] ? Math.max(1, rows[0].wait) : 0;
  }

  /** @throws DomainError `import.already_running` where the upload was given up meanwhile */
  async addChunk(id: string, number: number, bytes: Buffer): Promise<void> {
    const rows = await this.imports.query<unknown[]>(
      `WITH held AS (
         UPDATE imports SET lease_until = now() + interval '${uploadLease}'
         WHERE id = $1 AND status = 'uploading' RETURNING id
       )
       INSERT INTO import_chunks (import_id, number, bytes) SELECT id, $2, $3 FROM held RETURNING number`,
      [id, number, bytes],
    );
    if (rows.length === 0) throw new DomainError('import.already_running');
  }

  async renewUpload(id: string): Promise<void> {
    await this.imports.query(
      `UPDATE imports SET lease_until = now() + interval '${uploadLease}' WHERE id = $1`,
      [id],
    );
  }

  /** The file is here: a worker may begin. */
  async enqueue(id: string, values: ReceivedFile & { merge: MergeRule; dryRun: boolean }): Promise<void> {
    const { affected } = await this.imports.update(
      { id, status: 'uploading' },
      { ...values, status: 'queued', leaseUntil: null },
    );
    if (!affected) throw new DomainError('import.already_running');
  }

  /** Forgets an upload that came to nothing. */
  async discard(id: string): Promise<void> {
    await this.imports.delete({ id, status: 'uploading' });
  }

  async discardAbandonedUploads(): Promise<void> {
    await this.imports.query(`DELETE FROM imports WHERE ${isAbandonedUpload}`);
  }

  /** Forgets one import that ended long ago, with its refused rows; false where there is none. */
  async forgetOld(): Promise<boolean> {
    const [, affected] = await this.imports.query<[unknown, number]>(
      `DELETE FROM imports WHERE id = (
         SELECT id FROM imports WHERE finished_at < now() - interval '${keptFor}'
         ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)`,
    );
    return affected > 0;
  }

  findOwned(ownerId: string, id: string): Promise<Import | null> {
    return this.imports.findOneBy({ ownerId, id });
  }

  pageOfOwner(ownerId: string, request: KeysetRequest) {
    const builder = this.imports
      .createQueryBuilder('import')
      .where(`import.ownerId = :ownerId AND import.status <> 'uploading'`, { ownerId });
    return readPage(builder, request, {
      fields: { createdAt: '(import.id)' },
      defaultSort: '-createdAt',
      key: '(import.id)',
    });
  }

  /** Refused rows after this line, in the order of the file. */
  rejectedAfter(importId: string, line: number, limit: number): Promise<RejectedRow[]> {
    return this.imports.query(
      `SELECT line, cells, errors FROM import_rejects WHERE import_id = $1 AND line > $2 ORDER BY line LIMIT $3`,
      [importId, line, limit],
    );
  }

  /** The next import that nobody works on, now leased to the caller; null where there is none. */
  async claim(): Promise<Import | null> {
    const [rows] = await this.imports.query<[{ id: string }[], number]>(
      `UPDATE imports SET status = 'running', tries = tries + 1, lease_token = gen_random_uuid(),
         lease_until = now() + interval '${workLease}'
       WHERE id = (
         SELECT id FROM imports
         WHERE finished_at IS NULL AND status IN ('queued', 'running')
           AND (lease_until IS NULL OR lease_until < now())
         ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
    );
    return rows[0] ? this.imports.findOneBy({ id: rows[0].id }) : null;
  }

  async renew({ id, leaseToken }: Import): Promise<void> {
    await this.imports.query(
      `UPDATE imports SET lease_until = now() + interval '${workLease}' WHERE id = $1 AND lease_token = $2`,
      [id, leaseToken],
    );
  }

  /** Gives the import back, so that a worker takes it up again after the pause. */
  async release({ id, leaseToken }: Import, pauseMs: number): Promise<void> {
    await this.imports.query(
      `UPDATE imports SET lease_token = NULL, lease_until = now() + $3 * interval '1 millisecond'
       WHERE id = $1 AND lease_token = $2`,
      [id, leaseToken, pauseMs],
    );
  }

  /** The file again, in pieces smaller than it was stored in. */
  async *pieces(importId: string): AsyncGenerator<Buffer> {
    for (let [number, at] = [0, 0]; ;) {
      const [row] = await this.imports.query<{ piece: Buffer }[]>(
        `SELECT substring(bytes FROM $3 FOR ${pieceBytes}) AS piece FROM import_chunks
         WHERE import_id = $1 AND number = $2`,
        [importId, number, at + 1],
      );
      if (!row) return;
      yield row.piece;
      [number, at] = row.piece.length < pieceBytes ? [number + 1, 0] : [number, at + pieceBytes];
    }
  }

  async keepHeader({ id, leaseToken }: Import, header: readonly string[]): Promise<void> {
    await this.imports.query(`UPDATE imports SET header = $3 WHERE id = $1 AND lease_token = $2`, [
      id,
      leaseToken,
      header,
    ]);
  }

  /** Ends the import, as failed where there is a fault, and forgets its file. */
  async finish({ id, leaseToken }: Import, fault: FieldError | null = null): Promise<void> {
    await this.imports.manager.transaction(async (manager) => {
      const [, affected] = await manager.query<[unknown, number]>(
        `UPDATE imports SET status = $3, fault = $4, finished_at = now(), lease_token = NULL, lease_until = NULL,
           bytes_read = CASE WHEN $3 = 'completed' THEN bytes ELSE bytes_read END
         WHERE id = $1 AND lease_token = $2`,
        [id, leaseToken, fault ? 'failed' : 'completed', fault && JSON.stringify(fault)],
      );
      if (affected === 0) return;
      await manager.query('DELETE FROM import_chunks WHERE import_id = $1', [id]);
      await manager.query('DELETE FROM import_drafts WHERE import_id = $1', [id]);
    });
  }
}

const isAbandonedUpload = `status = 'uploading' AND lease_until < now()`;
