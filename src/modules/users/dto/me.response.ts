import type { Permission, Role } from '../../../domain/access-policy.js';
import { urlOfPicture } from '../../media/stored-picture.js';
import type { Language, User } from '../user.entity.js';

export class MeResponse {
  id: string;
  email: string;
  /** A new address that is not confirmed yet. */
  pendingEmail: string | null;
  role: Role;
  /** All rights, of the role and the groups together. */
  permissions: Permission[];
  fullName: string;
  phone: string | null;
  country: string | null;
  language: Language;
  timezone: string | null;
  /** From the root of this service; null without a picture. */
  avatarUrl: string | null;
}

export function toMeResponse(user: User, permissions: readonly Permission[]): MeResponse {
  return {
    id: user.id,
    email: user.email,
    pendingEmail: user.pendingEmail,
    role: user.role,
    permissions: [...permissions],
    fullName: user.fullName,
    phone: user.phone,
    country: user.country,
    language: user.language,
    timezone: user.timezone,
    avatarUrl: urlOfPicture(user.avatar),
  };
}
