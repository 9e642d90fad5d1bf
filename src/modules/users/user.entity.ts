import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  Index,
  PrimaryColumn,
  UpdateDateColumn,
  VirtualColumn,
} from 'typeorm';
import type { Role } from '../../domain/access-policy.js';
import type { StoredPicture } from '../media/stored-picture.js';

export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];

@Entity('users')
@Index('users_email_key', { synchronize: false })
@Index('users_name_idx', { synchronize: false })
@Check('users_role_check', `role IN ('user', 'manager', 'admin')`)
@Check('users_language_check', `language IN ('ru', 'en')`)
export class User {
  @PrimaryColumn('uuid', { default: () => 'new_id()', primaryKeyConstraintName: 'users_pkey' })
  id: string;

  /** As typed; unique regardless of case by the index users_email_key. */
  @Column('text')
  email: string;

  /** A new address that its mailbox has not confirmed yet. */
  @Column('text', { nullable: true })
  pendingEmail: string | null;

  /** Argon2id; null until an invited person has set one. */
  @Column('text', { nullable: true, select: false })
  passwordHash: string | null;

  @Column('text', { default: '' })
  fullName: string;

  @Column('text', { nullable: true })
  phone: string | null;

  @Column('text', { nullable: true })
  country: string | null;

  @Column('text', { default: 'ru' })
  language: Language;

  @Column('text', { nullable: true })
  timezone: string | null;

  @Column('jsonb', { nullable: true })
  avatar: StoredPicture | null;

  @Column('text', { default: 'user' })
  role: Role;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  confirmedAt: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  blockedAt: Date | null;

  /** Permissions that the user's groups add to those of the role; read along, so that a request costs one query. */
  @VirtualColumn('text', {
    query: (user) => `
      SELECT array_agg(DISTINCT granted.permission) FROM group_members AS member
      JOIN groups ON groups.id = member.group_id, unnest(groups.permissions) AS granted (permission)
      WHERE member.user_id = ${user}.id`,
  })
  grantedPermissions: string[] | null;

  /** An access token carries it; raising it ends every token at once. */
  @Column('int', { default: 1 })
  sessionVersion: number;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;

  @UpdateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updatedAt: Date;
}
