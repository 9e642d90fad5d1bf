import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import type { User } from '../users/user.entity.js';
import { statusOf } from '../users/user-status.js';
import { UsersService } from '../users/users.service.js';
import { AccessTokens } from './access-tokens.js';
import { LoginLimits } from './login-limits.js';

export interface Credentials {
  email: string;
  password: string;
  /** The network address that asks. */
  ip: string;
}

@Injectable()
export class AuthService {
  constructor(
    private readonly users: UsersService,
    private readonly tokens: AccessTokens,
    private readonly limits: LoginLimits,
  ) {}

  /**
   * Throws `auth.wrong_login` for a wrong pair, whatever is wrong with it, `auth.too_many_tries` after too many of
   * those, and only to whoever knows the password `auth.account_blocked` or `auth.account_unconfirmed`.
   */
  async login({ email, password, ip }: Credentials): Promise<{ accessToken: string; user: User }> {
    const user = await this.limits.guard({ email, ip }, () => this.users.findByPassword(email, password));
    if (!user) throw new DomainError('auth.wrong_login');
    const status = statusOf(user);
    if (status === 'blocked') throw new DomainError('auth.account_blocked');
    if (status === 'unconfirmed') throw new DomainError('auth.account_unconfirmed');
    return { accessToken: await this.tokens.issue(user), user };
  }
}
