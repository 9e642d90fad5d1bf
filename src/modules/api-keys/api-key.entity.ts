import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
} from 'typeorm';
import type { Permission } from '../../domain/access-policy.js';
import { User } from '../users/user.entity.js';

@Entity('api_keys')
@Index('api_keys_hash_key', ['keyHash'], { unique: true })
@Index('api_keys_owner_idx', ['ownerId', 'id'])
export class ApiKey {
  @PrimaryColumn('uuid', { default: () => 'new_id()', primaryKeyConstraintName: 'api_keys_pkey' })
  id: string;

  @Column('uuid')
  ownerId: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'api_keys_owner_fkey' })
  owner?: Relation<User>;

  @Column('text')
  name: string;

  /** What the owner's permissions are narrowed to; null: not narrowed. */
  @Column('text', { array: true, nullable: true })
  permissions: Permission[] | null;

  /** The beginning of the key, to tell it from others; the rest is known to its owner alone. */
  @Column('text')
  hint: string;

  /** SHA-256. Enough for a key of 256 random bits, which nobody can guess. */
  @Column('bytea', { select: false })
  keyHash: Buffer;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;

  /** True to a minute. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  lastUsedAt: Date | null;
}
