import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access-policy.js';
import { DomainError, fieldProblem } from '../../domain/errors.js';
import { RecoveryService } from '../users/recovery.service.js';
import type { User } from '../users/user.entity.js';
import { statusOf } from '../users/user-status.js';
import { UsersService } from '../users/users.service.js';
import { AccessTokens } from './access-tokens.js';
import { LoginLimits } from './login-limits.js';
import { type OpenSession, SessionsService, type Visitor } from './sessions.service.js';

export interface Credentials {
  email: string;
  password: string;
}

/** A session with an access token for now. */
export interface LogIn extends OpenSession {
  accessToken: string;
}

@Injectable()
export class AuthService {
  constructor(
    private readonly users: UsersService,
    private readonly recovery: RecoveryService,
    private readonly sessions: SessionsService,
    private readonly tokens: AccessTokens,
    private readonly limits: LoginLimits,
  ) {}

  /**
   * Throws `auth.wrong_login` for a wrong pair, whatever is wrong with it, `auth.too_many_tries` after too many of
   * those, and only to whoever knows the password `auth.account_blocked` or `auth.account_unconfirmed`.
   */
  async login({ email, password }: Credentials, visitor: Visitor): Promise<LogIn> {
    const user = await this.findByPassword({ email, password }, visitor);
    if (!user) throw new DomainError('auth.wrong_login');
    const status = statusOf(user);
    if (status === 'blocked') throw new DomainError('auth.account_blocked');
    if (status === 'unconfirmed') throw new DomainError('auth.account_unconfirmed');
    return this.withAccessToken(await this.sessions.open(user, visitor));
  }

  /** Throws `auth.session_ended`. */
  async refresh(refreshToken: string): Promise<LogIn> {
    return this.withAccessToken(await this.sessions.refresh(refreshToken));
  }

  /** Ends the session of a header `Bearer <accessToken>`; false when the token or its session is over already. */
  async endByAccessToken(authorization: string): Promise<boolean> {
    const claims = await this.tokens.read(/^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '');
    return claims !== null && this.sessions.endIfOpen(claims.sid, claims.sub);
  }

  /** Ends every session. Throws `auth.too_many_tries`, and `request.invalid` when the current password is wrong. */
  async changePassword(
    { id, email }: Actor,
    passwords: { currentPassword: string; newPassword: string },
    visitor: Visitor,
  ): Promise<void> {
    const user = await this.findByPassword({ email, password: passwords.currentPassword }, visitor);
    if (user?.id !== id)
      throw fieldProblem('currentPassword', 'wrong_password', 'is not the current password');
    await this.recovery.changePassword(id, passwords.newPassword);
  }

  /** Ends every session. Throws `auth.link_invalid`, `auth.link_expired`. */
  async resetPassword(token: string, password: string): Promise<void> {
    const { email } = await this.recovery.resetPassword(token, password);
    await this.limits.forget(email);
  }

  private findByPassword({ email, password }: Credentials, { ip }: Visitor): Promise<User | null> {
    return this.limits.guard({ email, ip }, () => this.users.findByPassword(email, password));
  }

  private async withAccessToken(open: OpenSession): Promise<LogIn> {
    return { ...open, accessToken: await this.tokens.issue(open.user, open.session.id) };
  }
}
