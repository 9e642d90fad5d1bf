import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { StoredDeliveryStatus } from '../../domain/delivery-status.js';

/**
 * One message to one client within one run. There are no foreign keys: the ledger outlives what it tells of,
 * and a million rows are written at once.
 *
 * No index names the status, not even in its WHERE, so that a letter on its way writes into none: `unsentAs` does not
 * change on that way.
 */
@Entity('deliveries')
@Index('deliveries_id_key', ['id'], { unique: true })
@Index('deliveries_run_idx', ['runId', 'number'])
@Index('deliveries_mailing_idx', ['mailingId', 'number'])
@Index('deliveries_owner_idx', ['ownerId', 'number'])
@Index('deliveries_client_idx', ['clientId', 'number'])
@Index('deliveries_waiting_idx', ['runId', 'nextAttemptAt'], { where: 'next_attempt_at IS NOT NULL' })
@Index('deliveries_unsent_idx', ['unsentAs', 'number'], { where: 'unsent_as IS NOT NULL' })
@Index('deliveries_owner_unsent_idx', { synchronize: false })
@Index('deliveries_mailing_unsent_idx', { synchronize: false })
@Index('deliveries_run_unsent_idx', { synchronize: false })
@Check(
  'deliveries_status_check',
  `status IN ('pending', 'leased', 'sending', 'deferred', 'sent', 'failed', 'uncertain', 'expired', 'suppressed', 'cancelled')`,
)
export class Delivery {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'deliveries_pkey',
  })
  number: number;

  @Column('uuid', { default: () => 'new_id()' })
  id: string;

  @Column('uuid')
  ownerId: string;

  @Column('uuid')
  mailingId: string;

  @Column('uuid')
  runId: string;

  @Column('uuid')
  clientId: string;

  /** Address or phone, as it was when the run opened. */
  @Column('text')
  recipient: string;

  @Column('text', { default: '' })
  recipientName: string;

  /** Values of the message's slots for this client, as they were when the run opened. */
  @Column('jsonb', { default: () => `'{}'` })
  slots: Record<string, string>;

  /** The client's zone, kept only where the run has a local window. */
  @Column('text', { nullable: true })
  timezone: string | null;

  @Column('text', { default: 'pending' })
  status: StoredDeliveryStatus;

  /** The status of whatever is neither sent nor on its straight way there; by it lists find the few among the many. */
  @Column({
    type: 'text',
    generatedType: 'STORED',
    asExpression: `CASE WHEN status NOT IN ('leased', 'sending', 'sent') AND (status <> 'pending' OR next_attempt_at IS NOT NULL) THEN status END`,
    nullable: true,
    select: false,
    insert: false,
    update: false,
  })
  unsentAs: StoredDeliveryStatus | null;

  /** Grows with every claim; what an older claim reports changes nothing. */
  @Column('int', { default: 0 })
  epoch: number;

  /** Until when the claim (or the wait for the server's last word) holds. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  leaseUntil: Date | null;

  /** Attempts that count against the client. */
  @Column('int', { default: 0 })
  attempts: number;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  firstAttemptAt: Date | null;

  /**
   * When it is due. Null in a run's first pass (see `ClaimCursor`), and for whoever waits for nothing: what is `pending`
   * or `deferred` behind the cursor always has one, or nobody would ever find it.
   */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  nextAttemptAt: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  sentAt: Date | null;

  @Column('int', { nullable: true })
  lastCode: number | null;

  @Column('text', { nullable: true })
  lastReply: string | null;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;
}
