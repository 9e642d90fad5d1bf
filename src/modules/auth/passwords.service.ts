import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access-policy.js';
import { fieldProblem } from '../../domain/errors.js';
import { ApiKeysService } from '../api-keys/api-keys.service.js';
import { RecoveryService } from '../users/recovery.service.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import { LoginLimits } from './login-limits.js';
import type { Visitor } from './sessions.service.js';

export interface Credentials {
  email: string;
  password: string;
}

/** Proving to know a password, and setting another. */
@Injectable()
export class PasswordsService {
  constructor(
    private readonly users: UsersService,
    private readonly recovery: RecoveryService,
    private readonly apiKeys: ApiKeysService,
    private readonly limits: LoginLimits,
  ) {}

  /** Null for a wrong pair, whatever is wrong with it. Throws `auth.too_many_tries` after too many of those. */
  check({ email, password }: Credentials, { ip }: Visitor): Promise<User | null> {
    return this.limits.guard({ email, ip }, () => this.users.findByPassword(email, password));
  }

  /**
   * Ends every session; API keys go on, since whoever knows the password can see and delete them. Throws
   * `auth.too_many_tries`, and `request.invalid` when the current password is wrong or became so meanwhile.
   */
  async change(
    { id, email }: Actor,
    passwords: { currentPassword: string; newPassword: string },
    visitor: Visitor,
  ): Promise<void> {
    const user = await this.check({ email, password: passwords.currentPassword }, visitor);
    if (user?.id === id && (await this.recovery.changePassword(user, passwords.newPassword))) return;
    throw fieldProblem('currentPassword', 'wrong_password', 'is not the current password');
  }

  /**
   * Ends every session and every API key: whoever lost an account cannot know who made keys in it. Throws
   * `auth.link_invalid`, `auth.link_expired`.
   */
  async reset(token: string, password: string, { ip }: Visitor): Promise<void> {
    const { email } = await this.recovery.resetPassword(token, password, (user, transaction) =>
      this.apiKeys.revokeAll(user, { ip }, transaction),
    );
    await this.limits.forget(email);
  }
}
