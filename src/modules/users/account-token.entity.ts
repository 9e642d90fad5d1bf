import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from './user.entity.js';

/** What a mailed link is for. */
export const linkKinds = ['confirmation', 'invitation', 'password_reset', 'address_change'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** The token of a mailed link. */
@Entity('account_tokens')
@Index('account_tokens_user_idx', ['userId', 'kind'])
@Index('account_tokens_expires_idx', ['expiresAt'])
@Check(
  'account_tokens_kind_check',
  `kind IN ('confirmation', 'invitation', 'password_reset', 'address_change')`,
)
export class AccountToken {
  /** SHA-256 of the token, which itself stands only in the mail. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'account_tokens_pkey' })
  hash: Buffer;

  @ForeignKey(() => User, { name: 'account_tokens_user_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  userId: string;

  @Column('text')
  kind: LinkKind;

  /** Where it was mailed to. */
  @Column('text')
  email: string;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  expiresAt: Date;

  /** When it was used, or when a newer one took its place. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  usedAt: Date | null;
}
