import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { EntityManager, Repository } from 'typeorm';
import { KeysetRequest, readPage } from '../../database/keyset.js';
import { RefreshToken } from './refresh-token.entity.js';
import { Session } from './session.entity.js';

/** Unused for so long, a session ends; and after so long in any case (ASVS 5.0, 7.3.1 and 7.3.2). */
const idleTime = `interval '7 days'`;
const absoluteTime = `interval '30 days'`;

/** A used token still gives its successor for so long: two tabs asked at once, or an answer was lost. */
const graceTime = `interval '10 seconds'`;

/** As sessions come, so many that are over leave the table. */
const sweptAtOnce = 100;

/** What is known of a refresh token. */
export type TokenState = 'unknown' | 'fresh' | 'in_grace' | 'used';

export type NewSession = Pick<Session, 'userId' | 'sessionVersion' | 'ip' | 'userAgent'>;

@Injectable()
export class SessionsRepository {
  constructor(@InjectRepository(Session) private readonly sessions: Repository<Session>) {}

  async open(values: NewSession, tokenHash: Buffer): Promise<Session> {
    const [row] = await this.sessions.query<{ id: string }[]>(
      `WITH swept AS (
         DELETE FROM sessions WHERE id IN (
           SELECT id FROM sessions WHERE expires_at < now() LIMIT ${sweptAtOnce} FOR UPDATE SKIP LOCKED)
       ), opened AS (
         INSERT INTO sessions (user_id, session_version, ip, user_agent, expires_at)
         VALUES ($1, $2, $3, $4, now() + ${idleTime}) RETURNING id
       )
       INSERT INTO refresh_tokens (hash, session_id) SELECT $5, id FROM opened RETURNING session_id AS id`,
      [values.userId, values.sessionVersion, values.ip, values.userAgent, tokenHash],
    );
    return this.sessions.findOneByOrFail({ id: row!.id });
  }

  /** The session of the token, used or not, while it lasts; nobody else refreshes or ends it until the transaction ends. */
  async lockByToken(tokenHash: Buffer, manager: EntityManager): Promise<Session | null> {
    const token = await manager.findOneBy(RefreshToken, { hash: tokenHash });
    if (!token) return null;
    return manager
      .createQueryBuilder(Session, 'session')
      .setLock('pessimistic_write')
      .where('session.id = :id AND session.expiresAt > now()', { id: token.sessionId })
      .getOne();
  }

  /** To be asked under the session's lock. */
  async stateOf(tokenHash: Buffer, manager: EntityManager): Promise<TokenState> {
    const [row] = await manager.query<{ state: TokenState }[]>(
      `SELECT CASE WHEN used_at IS NULL THEN 'fresh'
                   WHEN used_at > clock_timestamp() - ${graceTime} THEN 'in_grace' ELSE 'used' END AS state
         FROM refresh_tokens WHERE hash = $1`,
      [tokenHash],
    );
    return row?.state ?? 'unknown';
  }

  /** Puts the successor in the token's place. Answers the session as it is then. */
  async rotate(sessionId: string, tokenHash: Buffer, successorHash: Buffer, manager: EntityManager) {
    await manager.query(`UPDATE refresh_tokens SET used_at = clock_timestamp() WHERE hash = $1`, [tokenHash]);
    await manager.query(`INSERT INTO refresh_tokens (hash, session_id) VALUES ($1, $2)`, [
      successorHash,
      sessionId,
    ]);
    await manager.query(
      `UPDATE sessions SET last_used_at = now(),
              expires_at = least(now() + ${idleTime}, created_at + ${absoluteTime}) WHERE id = $1`,
      [sessionId],
    );
    return manager.findOneByOrFail(Session, { id: sessionId });
  }

  /** The user's sessions that last, newest first. */
  findPage(userId: string, request: KeysetRequest) {
    const query = this.sessions
      .createQueryBuilder('session')
      .where('session.userId = :userId AND session.expiresAt > now()', { userId })
      .andWhere('session.sessionVersion = (SELECT session_version FROM users WHERE id = :userId)');
    return readPage(query, request, {
      fields: { createdAt: 'session.id' },
      defaultSort: '-createdAt',
      key: 'session.id',
    });
  }

  /** False when there was no such session, or it was somebody else's. */
  async end(id: string, userId: string): Promise<boolean> {
    const { affected } = await this.sessions.delete({ id, userId });
    return affected === 1;
  }

  async endById(id: string, manager: EntityManager = this.sessions.manager): Promise<void> {
    await manager.delete(Session, { id });
  }

  /** Ends the session of a token, used or not. False when there is none. */
  async endByToken(tokenHash: Buffer): Promise<boolean> {
    const token = await this.sessions.manager.findOneBy(RefreshToken, { hash: tokenHash });
    if (!token) return false;
    const { affected } = await this.sessions.delete({ id: token.sessionId });
    return affected === 1;
  }
}
