export const roles = ['user', 'manager', 'admin'] as const;
export type Role = (typeof roles)[number];
export const userStatuses = ['active', 'unconfirmed', 'blocked'] as const;
export type UserStatus = (typeof userStatuses)[number];

export interface UserFilter {
  search?: string;
  role?: Role;
  status?: UserStatus;
}

/** Why this one may not block or unblock that one; null where they may. The service has the same rule. */
export function blockRefusal(
  actor: { id: string; role: Role },
  user: { id: string; role: Role },
): 'refusedSelf' | 'refusedAdmin' | 'refusedManager' | null {
  if (actor.id === user.id) return 'refusedSelf';
  if (user.role === 'admin') return 'refusedAdmin';
  return user.role === 'manager' && actor.role !== 'admin' ? 'refusedManager' : null;
}
