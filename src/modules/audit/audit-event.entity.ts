import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AuditAction, AuditTargetType } from './audit-actions.js';

/** One line of the log. Append-only: the table refuses updates, deletes and truncation. */
@Entity('audit_events')
@Index('audit_events_action_idx', ['action', 'id'])
@Index('audit_events_actor_idx', ['actorId', 'id'])
@Index('audit_events_target_idx', ['targetId', 'id'])
export class AuditEvent {
  @PrimaryColumn('uuid', { default: () => 'new_id()', primaryKeyConstraintName: 'audit_events_pkey' })
  id: string;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  at: Date;

  @Column('text')
  action: AuditAction;

  /** Null for the command line and for people who are not signed in. */
  @Column('uuid', { nullable: true })
  actorId: string | null;

  /** As it was then. */
  @Column('text', { nullable: true })
  actorEmail: string | null;

  /** The API key that was used, if any. */
  @Column('uuid', { nullable: true })
  apiKeyId: string | null;

  /** Null for the command line. */
  @Column('text', { nullable: true })
  ip: string | null;

  @Column('text')
  targetType: AuditTargetType;

  @Column('uuid')
  targetId: string;

  /** The address or name that the target had then. */
  @Column('text')
  targetName: string;

  @Column('jsonb', { default: {} })
  details: Record<string, unknown>;
}
