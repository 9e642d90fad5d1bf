import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import type { FieldError } from '../../domain/errors.js';
import type { Encoding } from './file/encoding.js';

/** `uploading` is not shown to anybody: the file is still on its way. */
export const importStatuses = ['uploading', 'queued', 'running', 'completed', 'failed'] as const;
export type ImportStatus = (typeof importStatuses)[number];

/** What becomes of a client that is known by its email or phone: its cells are taken over, or it is left alone. */
export const mergeRules = ['update', 'skip'] as const;
export type MergeRule = (typeof mergeRules)[number];

/** One file of clients, and how far it has come. The file is in import_chunks, refused rows are in import_rejects. */
@Entity('imports')
@Index('imports_owner_id_idx', ['ownerId', 'id'])
@Index('imports_one_at_a_time_key', ['ownerId'], { unique: true, where: 'finished_at IS NULL' })
@Index('imports_open_idx', ['leaseUntil'], { where: 'finished_at IS NULL' })
@Check('imports_status_check', `status IN ('uploading', 'queued', 'running', 'completed', 'failed')`)
@Check('imports_merge_check', `merge IN ('update', 'skip')`)
export class Import {
  @PrimaryColumn('uuid', { default: () => 'new_id()', primaryKeyConstraintName: 'imports_pkey' })
  id: string;

  @Column('uuid')
  ownerId: string;

  @Column('text', { default: '' })
  fileName: string;

  @Column('text', { default: 'uploading' })
  status: ImportStatus;

  @Column('text', { default: 'update' })
  merge: MergeRule;

  /** Everything is checked and counted, nothing is stored. */
  @Column('boolean', { default: false })
  dryRun: boolean;

  @Column('text', { nullable: true })
  encoding: Encoding | null;

  @Column('boolean', { default: true })
  isClean: boolean;

  @Column('bigint', { default: 0 })
  bytes: number;

  @Column('bigint', { default: 0 })
  bytesRead: number;

  /** The cells of the first line. */
  @Column('text', { array: true, nullable: true })
  header: string[] | null;

  /** Records of the file that are done, empty ones and the header included: where to go on. */
  @Column('int', { default: 0 })
  records: number;

  /** Rows with content so far: created, updated, skipped and rejected together. */
  @Column('int', { default: 0 })
  total: number;

  @Column('int', { default: 0 })
  created: number;

  @Column('int', { default: 0 })
  updated: number;

  @Column('int', { default: 0 })
  skipped: number;

  @Column('int', { default: 0 })
  rejected: number;

  /** Why the import as a whole failed. */
  @Column('jsonb', { nullable: true })
  fault: FieldError | null;

  /** How often it was taken up since it last came on. */
  @Column('int', { default: 0 })
  tries: number;

  @Column('uuid', { nullable: true })
  leaseToken: string | null;

  /** Until then nobody else touches it: the upload, or the worker. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  leaseUntil: Date | null;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  finishedAt: Date | null;
}
