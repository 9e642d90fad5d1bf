import { createSecretKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import type { AppConfig } from '../../config/app-config.js';
import { isUuid } from '../../http/id.pipe.js';
import type { User } from '../users/user.entity.js';

/** Seconds. Short, since a stolen token can be used until then unless its owner logs out. */
export const accessTokenLifetime = 10 * 60;

/** What every token carries and every check demands (RFC 8725, sections 3.1, 3.8, 3.9 and 3.11). */
export const tokenRules = {
  algorithm: 'HS256',
  issuer: 'postledger',
  audience: 'postledger-api',
  /** RFC 9068, section 2.1. */
  type: 'at+jwt',
} as const;

/**
 * What signs and checks tokens. Given the secret as a text, jsonwebtoken would try with every request whether it is a
 * public key, and that takes a quarter of the request's time.
 */
export function tokenKeyOf({ auth }: AppConfig): KeyObject {
  return createSecretKey(auth.jwtSecret, 'utf8');
}

export interface AccessClaims {
  /** The user's id. */
  sub: string;
  /** `sessionVersion` of the user when the token was made: raising that ends the token. */
  ver: number;
  /** The session's id: the session's end ends the token. */
  sid: string;
  iat: number;
  nbf: number;
  exp: number;
}

@Injectable()
export class AccessTokens {
  constructor(private readonly jwt: JwtService) {}

  issue({ id, sessionVersion }: Pick<User, 'id' | 'sessionVersion'>, sessionId: string): Promise<string> {
    return this.jwt.signAsync(
      { ver: sessionVersion, sid: sessionId },
      {
        subject: id,
        notBefore: 0,
        expiresIn: accessTokenLifetime,
        algorithm: tokenRules.algorithm,
        issuer: tokenRules.issuer,
        audience: tokenRules.audience,
        header: { alg: tokenRules.algorithm, typ: tokenRules.type },
      },
    );
  }

  /** What a token of ours says, or null for every other and for one whose time is over. */
  async read(token: string): Promise<AccessClaims | null> {
    try {
      const { algorithm, issuer, audience } = tokenRules;
      const { header, payload } = await this.jwt.verifyAsync<{
        header: { typ?: unknown };
        payload: AccessClaims;
      }>(token, { algorithms: [algorithm], issuer, audience, complete: true });
      return header.typ === tokenRules.type && isUuid(payload.sid) && isUuid(payload.sub) ? payload : null;
    } catch {
      return null;
    }
  }
}
