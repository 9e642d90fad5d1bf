import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.js';
import { statusOf } from '../users/user-status.js';
import { AccessTokens } from './access-tokens.js';
import { type Credentials, PasswordsService } from './passwords.service.js';
import { type OpenSession, SessionsService, type Visitor } from './sessions.service.js';

/** A session with an access token for now. */
export interface LogIn extends OpenSession {
  accessToken: string;
}

@Injectable()
export class AuthService {
  constructor(
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly tokens: AccessTokens,
  ) {}

  /**
   * Throws `auth.wrong_login` for a wrong pair, whatever is wrong with it, `auth.too_many_tries` after too many of
   * those, and only to whoever knows the password `auth.account_blocked` or `auth.account_unconfirmed`.
   */
  async login(credentials: Credentials, visitor: Visitor): Promise<LogIn> {
    const user = await this.passwords.check(credentials, visitor);
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

  private async withAccessToken(open: OpenSession): Promise<LogIn> {
    return { ...open, accessToken: await this.tokens.issue(open.user, open.session.id) };
  }
}
