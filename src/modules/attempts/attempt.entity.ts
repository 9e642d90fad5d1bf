import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AttemptStage, AttemptStatus } from '../../domain/delivery-status.js';

/** As the lists ask it, word by word, or they would not find these indexes: see `unestimated`. */
const didNotSucceed = `coalesce(status <> 'success', false)`;

/** One line of the ledger. Append-only: the table refuses updates and deletes. */
@Entity('attempts')
@Index('attempts_owner_idx', ['ownerId', 'id'])
@Index('attempts_mailing_idx', ['mailingId', 'id'])
@Index('attempts_run_idx', ['runId', 'id'])
@Index('attempts_message_idx', ['messageId', 'id'])
@Index('attempts_client_idx', ['clientId', 'id'])
@Index('attempts_status_idx', ['status', 'id'], { where: didNotSucceed })
@Index('attempts_owner_status_idx', { synchronize: false })
@Index('attempts_mailing_status_idx', { synchronize: false })
@Index('attempts_message_status_idx', { synchronize: false })
@Index('attempts_run_status_idx', { synchronize: false })
@Check('attempts_status_check', `status IN ('success', 'fail', 'uncertain')`)
export class Attempt {
  @PrimaryColumn('uuid', { default: () => 'new_id()', primaryKeyConstraintName: 'attempts_pkey' })
  id: string;

  /** Part of the key, since the table is split by its month. */
  @PrimaryColumn({ type: 'timestamptz', precision: 3, primaryKeyConstraintName: 'attempts_pkey' })
  at: Date;

  @Column('text')
  status: AttemptStatus;

  @Column('text')
  stage: AttemptStage;

  @Column('int', { nullable: true })
  code: number | null;

  @Column('text', { nullable: true })
  enhancedCode: string | null;

  @Column('text', { nullable: true })
  reply: string | null;

  @Column('text', { nullable: true })
  error: string | null;

  @Column('int')
  durationMs: number;

  @Column('uuid')
  ownerId: string;

  @Column('uuid')
  deliveryId: string;

  @Column('uuid')
  runId: string;

  @Column('uuid')
  mailingId: string;

  @Column('uuid', { nullable: true })
  messageId: string | null;

  @Column('uuid')
  clientId: string;

  @Column('text')
  recipient: string;
}
