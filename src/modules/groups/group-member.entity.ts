import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from '../users/user.entity.js';
import { Group } from './group.entity.js';

@Entity('group_members')
@Index('group_members_user_idx', ['userId'])
export class GroupMember {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'group_members_pkey' })
  @ForeignKey(() => Group, { name: 'group_members_group_fkey', onDelete: 'CASCADE' })
  groupId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'group_members_pkey' })
  @ForeignKey(() => User, { name: 'group_members_user_fkey', onDelete: 'CASCADE' })
  userId: string;
}
