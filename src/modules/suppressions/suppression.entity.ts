import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

export const suppressionReasons = ['unsubscribed', 'hard_bounce', 'complaint', 'manual'] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

/**
 * How it came about: the unsubscribe page, the button of a mail program, a mail server's reply, a report that came by
 * mail, or a person.
 */
export const suppressionSources = ['page', 'one_click', 'reply', 'report', 'person'] as const;
export type SuppressionSource = (typeof suppressionSources)[number];

/** A contact that its owner must not write to any more. */
@Entity('suppressions')
@Index('suppressions_key_key', ['key'], { unique: true })
@Index('suppressions_owner_idx', ['ownerId', 'id'])
@Index('suppressions_reason_idx', ['reason', 'id'])
@Index('suppressions_owner_reason_idx', { synchronize: false })
@Index('suppressions_search_idx', { synchronize: false })
@Check('suppressions_reason_check', `reason IN ('unsubscribed', 'hard_bounce', 'complaint', 'manual')`)
@Check('suppressions_source_check', `source IN ('page', 'one_click', 'reply', 'report', 'person')`)
export class Suppression {
  @PrimaryColumn('uuid', { default: () => 'new_id()', primaryKeyConstraintName: 'suppressions_pkey' })
  id: string;

  @Column('uuid')
  ownerId: string;

  /** Address in lower case, or phone; null once its client was erased. */
  @Column('text', { nullable: true })
  contact: string | null;

  /** What is looked up: `suppression_key(owner_id, contact)`. */
  @Column('bytea')
  key: Buffer;

  @Column('text')
  reason: SuppressionReason;

  @Column('text')
  source: SuppressionSource;

  /** The mailing that it came from, where there was one. */
  @Column('uuid', { nullable: true })
  mailingId: string | null;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;
}
