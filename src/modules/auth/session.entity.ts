import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from '../users/user.entity.js';

/** One log-in, with all tokens that came of it. A session that has ended has no row. */
@Entity('sessions')
@Index('sessions_user_idx', ['userId', 'id'])
@Index('sessions_expires_idx', ['expiresAt'])
export class Session {
  @PrimaryColumn('uuid', { default: () => 'new_id()', primaryKeyConstraintName: 'sessions_pkey' })
  id: string;

  @ForeignKey(() => User, { name: 'sessions_user_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  userId: string;

  /** `sessionVersion` of the user at log-in; when the user's is another, the session is over. */
  @Column('int')
  sessionVersion: number;

  /** The network address of the log-in. */
  @Column('text', { default: '' })
  ip: string;

  @Column('text', { default: '' })
  userAgent: string;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  lastUsedAt: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  expiresAt: Date;
}
