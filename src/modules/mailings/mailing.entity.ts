import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type {
  ChannelName,
  MailingStatus,
  Periodicity,
  UncertainPolicy,
} from '../../domain/mailing-status.js';

/** Which of the owner's clients a filter takes: AND between the kinds, OR within one; {} is all of them. */
export interface AudienceFilter {
  operatorCodes?: string[];
  tags?: string[];
}

@Entity('mailings')
@Index('mailings_owner_id_idx', ['ownerId', 'id'])
@Index('mailings_owner_name_idx', { synchronize: false })
@Index('mailings_owner_start_idx', { synchronize: false })
@Index('mailings_owner_next_run_idx', { synchronize: false })
@Index('mailings_due_idx', ['nextRunAt'], { where: 'next_run_at IS NOT NULL' })
@Index('mailings_ending_idx', ['endAt'], { where: `status <> 'completed'` })
@Index('mailings_message_idx', ['messageId'])
@Check('mailings_channel_check', `channel IN ('email', 'sms', 'console')`)
@Check('mailings_periodicity_check', `periodicity IN ('once', 'daily', 'weekly', 'monthly')`)
@Check('mailings_status_check', `status IN ('created', 'running', 'completed')`)
@Check('mailings_uncertain_policy_check', `uncertain_policy IN ('hold', 'resend')`)
@Check('mailings_window_check', 'end_at > start_at')
export class Mailing {
  @PrimaryColumn('uuid', { default: () => 'new_id()', primaryKeyConstraintName: 'mailings_pkey' })
  id: string;

  @Column('uuid')
  ownerId: string;

  @Column('text', { nullable: true })
  name: string | null;

  /** Null once the message of a completed mailing was deleted. */
  @Column('uuid', { nullable: true })
  messageId: string | null;

  @Column('text')
  channel: ChannelName;

  /** Null when the audience is a list of clients: see MailingClient. */
  @Column('jsonb', { nullable: true })
  audienceFilter: AudienceFilter | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  startAt: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  endAt: Date | null;

  @Column('text')
  timezone: string;

  @Column('text', { default: 'once' })
  periodicity: Periodicity;

  /** Hours of the client's own day in which messages may go out: `{ from: "09:00", to: "21:00" }`. */
  @Column('jsonb', { nullable: true })
  localWindow: { from: string; to: string } | null;

  @Column('text', { default: 'hold' })
  uncertainPolicy: UncertainPolicy;

  @Column('text', { default: 'created' })
  status: MailingStatus;

  @Column('boolean', { default: false })
  paused: boolean;

  /** Why the service itself paused it; null when a person did. */
  @Column('text', { nullable: true })
  pauseReason: string | null;

  @Column('boolean', { default: false })
  disabled: boolean;

  /** The words of whoever disabled it; null when none were given, and once it is enabled again. */
  @Column('text', { nullable: true })
  disabledReason: string | null;

  /** When the scheduler fires next; null when nothing more is planned. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  nextRunAt: Date | null;

  /** When the schedule was last set: occurrences before it were never owed. */
  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  scheduledAt: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  startedAt: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  finishedAt: Date | null;

  /** A deleted mailing is hidden everywhere, but its ledger stays. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  deletedAt: Date | null;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;

  @UpdateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updatedAt: Date;
}
