import { Column, CreateDateColumn, Entity, Index, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { Permission } from '../../domain/access-policy.js';

@Entity('groups')
@Index('groups_name_key', { synchronize: false })
export class Group {
  @PrimaryColumn('uuid', { default: () => 'new_id()', primaryKeyConstraintName: 'groups_pkey' })
  id: string;

  /** Unique regardless of case by the index groups_name_key. */
  @Column('text')
  name: string;

  @Column('text', { array: true, default: '{}' })
  permissions: Permission[];

  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;

  @UpdateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updatedAt: Date;
}
