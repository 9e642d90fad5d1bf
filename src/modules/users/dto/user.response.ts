import type { Role } from '../../../domain/access-policy.js';
import type { Language, User } from '../user.entity.js';
import { statusOf, type UserStatus } from '../user-status.js';

export class UserResponse {
  id: string;
  email: string;
  fullName: string;
  phone: string | null;
  country: string | null;
  language: Language;
  timezone: string | null;
  role: Role;
  status: UserStatus;
  confirmedAt: Date | null;
  blockedAt: Date | null;
  createdAt: Date;
}

export class UserPageResponse {
  items: UserResponse[];
  nextCursor: string | null;
  total?: number;
}

export function toUserResponse(user: User): UserResponse {
  return {
    id: user.id,
    email: user.email,
    fullName: user.fullName,
    phone: user.phone,
    country: user.country,
    language: user.language,
    timezone: user.timezone,
    role: user.role,
    status: statusOf(user),
    confirmedAt: user.confirmedAt,
    blockedAt: user.blockedAt,
    createdAt: user.createdAt,
  };
}
