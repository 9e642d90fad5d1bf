import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../../database/transaction.js';
import {
  type Actor,
  mayGrant,
  type Permission,
  permissions,
  standardGroups,
} from '../../domain/access-policy.js';
import { DomainError } from '../../domain/errors.js';
import type { Page, PageQuery } from '../../http/page.dto.js';
import { AuditLog } from '../audit/audit-log.service.js';
import type { User } from '../users/user.entity.js';
import type { Group } from './group.entity.js';
import { type GroupFilter, GroupsRepository, type GroupValues } from './groups.repository.js';

/**
 * Groups that add permissions to those of the role. A change is felt with the members' next request. Whoever changes
 * a group or its members needs every permission that is in it, before and after: `access.denied`.
 */
@Injectable()
export class GroupsService {
  constructor(
    private readonly groups: GroupsRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `group.not_found`. */
  async get(id: string): Promise<Group> {
    return found(await this.groups.find(id));
  }

  list(filter: GroupFilter): Promise<Page<Group>> {
    return this.groups.findPage(filter);
  }

  /** Throws `group.not_found`. */
  async listMembers(id: string, request: PageQuery): Promise<Page<User>> {
    await this.get(id);
    return this.groups.findMembers(id, request);
  }

  /** Throws `group.name_taken`. */
  create(actor: Actor, values: GroupValues): Promise<Group> {
    const inOrder = { ...values, permissions: inTheirOrder(values.permissions) };
    refuseUnlessGrantable(actor, inOrder.permissions);
    return this.transactions.run(async (transaction) => {
      const group = await this.groups.insert(transaction, inOrder);
      await this.log(transaction, actor, 'group.created', group, { permissions: group.permissions });
      return group;
    });
  }

  /** Throws `group.not_found`, `group.name_taken`. */
  change(actor: Actor, id: string, changes: Partial<GroupValues>): Promise<Group> {
    return this.transactions.run(async (transaction) => {
      const before = found(await this.groups.lock(transaction, id));
      const after = {
        name: changes.name ?? before.name,
        permissions: inTheirOrder(changes.permissions ?? before.permissions),
      };
      refuseUnlessGrantable(actor, [...before.permissions, ...after.permissions]);
      const details = differences(before, after);
      if (Object.keys(details).length === 0) return before;
      const group = await this.groups.update(transaction, id, after);
      await this.log(transaction, actor, 'group.changed', group, details);
      return group;
    });
  }

  /** The members lose what it gave them. Throws `group.not_found`. */
  remove(actor: Actor, id: string): Promise<void> {
    return this.transactions.run(async (transaction) => {
      const group = found(await this.groups.lock(transaction, id));
      refuseUnlessGrantable(actor, group.permissions);
      await this.groups.remove(transaction, id);
      await this.log(transaction, actor, 'group.deleted', group, { permissions: group.permissions });
    });
  }

  /** Nothing happens when the user is a member already. Throws `group.not_found`, `user.not_found`. */
  addMember(actor: Actor, id: string, userId: string): Promise<Group> {
    return this.onMember(actor, id, userId, async (transaction, group, user) => {
      if (!(await this.groups.addMember(transaction, id, userId))) return;
      await this.logMember(transaction, actor, 'group.member_added', group, user);
    });
  }

  /** Throws `group.not_found`, `user.not_found`, `group.no_member`. */
  removeMember(actor: Actor, id: string, userId: string): Promise<Group> {
    return this.onMember(actor, id, userId, async (transaction, group, user) => {
      if (!(await this.groups.removeMember(transaction, id, userId)))
        throw new DomainError('group.no_member');
      await this.logMember(transaction, actor, 'group.member_removed', group, user);
    });
  }

  /** For the command line: the standard groups; those that are there already stay as they are. */
  ensureStandard(): Promise<{ name: string; isNew: boolean }[]> {
    return this.transactions.run(async (transaction) => {
      const outcomes = [];
      for (const { name, permissions: given } of standardGroups) {
        const group = await this.groups.insertUnlessTaken(transaction, { name, permissions: [...given] });
        if (group) await this.log(transaction, null, 'group.created', group, { permissions: given });
        outcomes.push({ name, isNew: group !== null });
      }
      return outcomes;
    });
  }

  private onMember(
    actor: Actor,
    id: string,
    userId: string,
    work: (transaction: Transaction, group: Group, user: User) => Promise<void>,
  ): Promise<Group> {
    return this.transactions.run(async (transaction) => {
      const group = found(await this.groups.lock(transaction, id));
      const user = await this.groups.findUser(transaction, userId);
      if (!user) throw new DomainError('user.not_found');
      refuseUnlessGrantable(actor, group.permissions);
      await work(transaction, group, user);
      return group;
    });
  }

  private log(
    transaction: Transaction,
    actor: Actor | null,
    action: 'group.created' | 'group.changed' | 'group.deleted',
    { id, name }: Group,
    details: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.write(transaction, { actor, action, target: { type: 'group', id, name }, details });
  }

  /** About the user, whose rights change. */
  private logMember(
    transaction: Transaction,
    actor: Actor,
    action: 'group.member_added' | 'group.member_removed',
    group: Group,
    { id, email }: User,
  ): Promise<void> {
    const details = { groupId: group.id, groupName: group.name, permissions: group.permissions };
    return this.audit.write(transaction, {
      actor,
      action,
      target: { type: 'user', id, name: email },
      details,
    });
  }
}

function found(group: Group | null): Group {
  if (!group) throw new DomainError('group.not_found');
  return group;
}

function refuseUnlessGrantable(actor: Actor, given: readonly Permission[]): void {
  if (!mayGrant(actor, given)) throw new DomainError('access.denied');
}

/** In the order of the table, each once. */
function inTheirOrder(given: readonly Permission[]): Permission[] {
  return permissions.filter((one) => given.includes(one));
}

function differences(before: GroupValues, after: GroupValues): Record<string, unknown> {
  const added = after.permissions.filter((one) => !before.permissions.includes(one));
  const removed = before.permissions.filter((one) => !after.permissions.includes(one));
  return {
    ...(before.name === after.name ? {} : { nameBefore: before.name }),
    ...(added.length > 0 ? { added } : {}),
    ...(removed.length > 0 ? { removed } : {}),
  };
}
