import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ChannelName, RunStatus, RunTrigger } from '../../domain/mailing-status.js';
import type { AudienceFilter } from './mailing.entity.js';

/** One firing of a mailing, with a frozen copy of what it sends and its own counters. */
@Entity('runs')
@Index('runs_mailing_number_key', ['mailingId', 'number'], { unique: true })
@Index('runs_occurrence_key', ['mailingId', 'localDate'], { unique: true, where: `trigger <> 'manual'` })
@Index('runs_one_open_key', ['mailingId'], { unique: true, where: `status = 'running'` })
@Index('runs_unfinished_idx', ['id'], { where: 'finished_at IS NULL' })
@Check('runs_trigger_check', `trigger IN ('schedule', 'manual', 'catch_up')`)
@Check('runs_status_check', `status IN ('running', 'completed', 'expired', 'stopped', 'missed', 'skipped')`)
export class Run {
  @PrimaryColumn('uuid', { default: () => 'new_id()', primaryKeyConstraintName: 'runs_pkey' })
  id: string;

  @Column('uuid')
  mailingId: string;

  @Column('uuid')
  ownerId: string;

  /** Counts from 1 within the mailing. */
  @Column('int')
  number: number;

  @Column('text')
  trigger: RunTrigger;

  @Column('text')
  status: RunStatus;

  /** The day it belongs to, in the mailing's zone: `YYYY-MM-DD`. */
  @Column('date')
  localDate: string;

  @Column({ type: 'timestamptz', precision: 3 })
  scheduledFor: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  startedAt: Date;

  /** Null until nothing of the run is open any more. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  finishedAt: Date | null;

  /** Nothing crosses the barrier from here on. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  endsAt: Date | null;

  /** Whom the run takes in; null: the chosen clients of the mailing. */
  @Column('jsonb', { nullable: true })
  audienceFilter: AudienceFilter | null;

  /** For clients without a zone of their own. */
  @Column('text', { default: 'UTC' })
  timezone: string;

  /** Hours of the client's own day in which messages may go out, `HH:MM:SS`; null: at any hour. */
  @Column('time', { nullable: true })
  windowFrom: string | null;

  @Column('time', { nullable: true })
  windowTo: string | null;

  @Column('uuid', { nullable: true })
  messageId: string | null;

  @Column('text')
  channel: ChannelName;

  @Column('text')
  subject: string;

  @Column('text', { nullable: true })
  html: string | null;

  @Column('text', { nullable: true })
  text: string | null;

  @Column('text')
  senderName: string;

  @Column('text')
  senderAddress: string;

  /** The last client taken into the run so far: the run opens in slices, ordered by client id. */
  @Column('uuid', { nullable: true })
  snapshotCursor: string | null;

  /** Null while clients are still being taken in. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  snapshotDoneAt: Date | null;

  @Column('int', { default: 0 })
  total: number;

  @Column('int', { default: 0 })
  sent: number;

  @Column('int', { default: 0 })
  failed: number;

  @Column('int', { default: 0 })
  expired: number;

  @Column('int', { default: 0 })
  uncertain: number;

  @Column('int', { default: 0 })
  suppressed: number;

  @Column('int', { default: 0 })
  cancelled: number;
}
