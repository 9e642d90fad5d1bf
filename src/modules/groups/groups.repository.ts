import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import { containing } from '../../database/containing.js';
import { violatedUniqueIndex } from '../../database/database-fault.js';
import { type KeysetRequest, readPage } from '../../database/keyset.js';
import type { Transaction } from '../../database/transaction.js';
import { DomainError } from '../../domain/errors.js';
import { User } from '../users/user.entity.js';
import { GroupMember } from './group-member.entity.js';
import { Group } from './group.entity.js';

export type GroupValues = Pick<Group, 'name' | 'permissions'>;

export interface GroupFilter extends KeysetRequest {
  search?: string;
}

@Injectable()
export class GroupsRepository {
  constructor(@InjectRepository(Group) private readonly groups: Repository<Group>) {}

  find(id: string): Promise<Group | null> {
    return this.groups.findOneBy({ id });
  }

  findPage(filter: GroupFilter) {
    const query = this.groups.createQueryBuilder('group');
    if (filter.search) {
      query.andWhere('group.name ILIKE :pattern', {
        pattern: containing(filter.search),
      });
    }
    return readPage(query, filter, {
      fields: { name: 'lower(group.name)', createdAt: 'group.id' },
      defaultSort: 'name',
      key: 'group.id',
    });
  }

  findMembers(groupId: string, request: KeysetRequest) {
    const query: SelectQueryBuilder<User> = this.groups.manager
      .createQueryBuilder(User, 'user')
      .innerJoin(GroupMember, 'member', 'member.userId = user.id AND member.groupId = :groupId', { groupId });
    return readPage(query, request, {
      fields: { email: 'lower(user.email)' },
      defaultSort: 'email',
      key: 'user.id',
    });
  }

  /** Holds the group until the transaction ends. */
  lock(transaction: Transaction, id: string): Promise<Group | null> {
    return transaction.findOne(Group, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Throws `group.name_taken`. */
  async insert(transaction: Transaction, values: GroupValues): Promise<Group> {
    const { id } = await refusingTakenName(() => transaction.save(Group, transaction.create(Group, values)));
    return transaction.findOneByOrFail(Group, { id });
  }

  /** The new group, or null when there is one of this name already. */
  async insertUnlessTaken(
    transaction: Transaction,
    { name, permissions }: GroupValues,
  ): Promise<Group | null> {
    const [row] = await transaction.query<{ id: string }[]>(
      'INSERT INTO groups (name, permissions) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id',
      [name, permissions],
    );
    return row ? transaction.findOneByOrFail(Group, { id: row.id }) : null;
  }

  /** Throws `group.name_taken`. */
  async update(transaction: Transaction, id: string, changes: Partial<GroupValues>): Promise<Group> {
    await refusingTakenName(() => transaction.update(Group, { id }, changes));
    return transaction.findOneByOrFail(Group, { id });
  }

  async remove(transaction: Transaction, id: string): Promise<void> {
    await transaction.delete(Group, { id });
  }

  findUser(transaction: Transaction, id: string): Promise<User | null> {
    return transaction.findOneBy(User, { id });
  }

  /** Answers whether the user was not in the group before. */
  async addMember(transaction: Transaction, groupId: string, userId: string): Promise<boolean> {
    const added = await transaction.query<unknown[]>(
      `INSERT INTO group_members (group_id, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING user_id`,
      [groupId, userId],
    );
    return added.length > 0;
  }

  /** Answers whether the user was in the group. */
  async removeMember(transaction: Transaction, groupId: string, userId: string): Promise<boolean> {
    const { affected } = await transaction.delete(GroupMember, { groupId, userId });
    return affected === 1;
  }
}

async function refusingTakenName<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (fault) {
    if (violatedUniqueIndex(fault) === 'groups_name_key') throw new DomainError('group.name_taken');
    throw fault;
  }
}
