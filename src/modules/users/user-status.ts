import type { User } from './user.entity.js';

/** Whether somebody can log in; blocked outranks unconfirmed. */
export const userStatuses = ['active', 'unconfirmed', 'blocked'] as const;
export type UserStatus = (typeof userStatuses)[number];

export function statusOf({ blockedAt, confirmedAt }: Pick<User, 'blockedAt' | 'confirmedAt'>): UserStatus {
  if (blockedAt) return 'blocked';
  return confirmedAt ? 'active' : 'unconfirmed';
}
