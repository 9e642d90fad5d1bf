// Sessions and their refresh tokens: each is used once and gives the next (RFC 9700, section 4.14.2). The next one is
// made out of the one before with a key of ours, so that a token that comes twice in a moment gets the same answer
// though only hashes are stored.
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { type Transaction, Transactions } from '../../database/transaction.js';
import { DomainError } from '../../domain/errors.js';
import { unsafeCharacters } from '../../domain/safe-text.js';
import type { Page, PageQuery } from '../../http/page.dto.js';
import type { User } from '../users/user.entity.js';
import { statusOf } from '../users/user-status.js';
import { UsersService } from '../users/users.service.js';
import type { Session } from './session.entity.js';
import { SessionsRepository } from './sessions.repository.js';

export interface OpenSession {
  session: Session;
  user: User;
  refreshToken: string;
}

/** From where somebody logs in. */
export interface Visitor {
  ip: string;
  userAgent?: string;
}

const longestUserAgent = 300;

@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly users: UsersService,
    private readonly transactions: Transactions,
    private readonly config: AppConfig,
  ) {}

  async open(user: User, { ip, userAgent = '' }: Visitor): Promise<OpenSession> {
    const refreshToken = randomBytes(32).toString('base64url');
    const session = await this.sessions.open(
      {
        userId: user.id,
        sessionVersion: user.sessionVersion,
        ip,
        userAgent: userAgent.replace(unsafeCharacters, ' ').slice(0, longestUserAgent),
      },
      hashOf(refreshToken),
    );
    return { session, user, refreshToken };
  }

  /**
   * The session with its next refresh token. A token that was used longer ago than the time of grace was stolen, by
   * whoever comes now or came before: the session ends. Throws `auth.session_ended` for that and every other token.
   */
  async refresh(refreshToken: string): Promise<OpenSession> {
    const open = await this.transactions.run(async (transaction) => {
      const session = await this.sessions.lockByToken(hashOf(refreshToken), transaction);
      if (!session) return null;
      const user = await this.users.find(session.userId, transaction);
      const next = user && isOf(session, user) ? await this.next(session, refreshToken, transaction) : null;
      // Not thrown in here: that would take the end back.
      if (!next || !user) await this.sessions.endById(session.id, transaction);
      return next && user ? { ...next, user } : null;
    });
    if (!open) throw new DomainError('auth.session_ended');
    return open;
  }

  list(userId: string, page: PageQuery): Promise<Page<Session>> {
    return this.sessions.findPage(userId, page);
  }

  /** Ends one of the user's sessions with all its tokens. Throws `session.not_found`. */
  async end(id: string, userId: string): Promise<void> {
    if (!(await this.endIfOpen(id, userId))) throw new DomainError('session.not_found');
  }

  /** False when the session was over already. */
  endIfOpen(id: string, userId: string): Promise<boolean> {
    return this.sessions.end(id, userId);
  }

  /** False when the session was over already. */
  endByToken(refreshToken: string): Promise<boolean> {
    return this.sessions.endByToken(hashOf(refreshToken));
  }

  /** Null for a token whose time of grace is over. */
  private async next(session: Session, refreshToken: string, transaction: Transaction) {
    const state = await this.sessions.stateOf(hashOf(refreshToken), transaction);
    let successor = this.successorOf(refreshToken);
    if (state === 'fresh') {
      const hashes = [hashOf(refreshToken), hashOf(successor)] as const;
      return {
        session: await this.sessions.rotate(session.id, ...hashes, transaction),
        refreshToken: successor,
      };
    }
    if (state !== 'in_grace') return null;
    // The one that is in use now, be it several steps ahead.
    while ((await this.sessions.stateOf(hashOf(successor), transaction)) === 'in_grace') {
      successor = this.successorOf(successor);
    }
    return { session, refreshToken: successor };
  }

  private successorOf(refreshToken: string): string {
    return createHmac('sha256', this.config.auth.jwtSecret)
      .update(`refresh-token-after:${refreshToken}`)
      .digest('base64url');
  }
}

function isOf(session: Session, user: User): boolean {
  return statusOf(user) === 'active' && session.sessionVersion === user.sessionVersion;
}

function hashOf(refreshToken: string): Buffer {
  return createHash('sha256').update(refreshToken).digest();
}
