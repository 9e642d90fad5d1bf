import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { AppConfig } from '../../config/app-config.js';
import type { Actor } from '../../domain/access-policy.js';
import { DomainError } from '../../domain/errors.js';
import { isUuid } from '../../http/id.pipe.js';
import { UsersService } from '../users/users.service.js';
import { type AccessClaims, tokenKeyOf, tokenRules } from './access-tokens.js';

interface CheckedToken {
  header: { typ?: unknown };
  payload: Partial<AccessClaims>;
}

/** Turns a bearer token into the actor it speaks for: one query, on every request, so that rights end at once. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'access-token') {
  constructor(
    config: AppConfig,
    private readonly users: UsersService,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      // A key object is what jsonwebtoken wants; the types of passport-jwt do not know it.
      secretOrKey: tokenKeyOf(config) as unknown as Buffer,
      algorithms: [tokenRules.algorithm],
      issuer: tokenRules.issuer,
      audience: tokenRules.audience,
      jsonWebTokenOptions: { complete: true },
    });
  }

  async validate({ header, payload }: CheckedToken): Promise<Actor> {
    const { sub, sid, ver, exp, nbf } = payload;
    const hasIds = isUuid(sub) && isUuid(sid);
    const isOurs = header.typ === tokenRules.type && hasIds && [ver, exp, nbf].every(Number.isInteger);
    const actor = isOurs ? await this.users.findActor(sub, ver!, sid) : null;
    if (!actor) throw new DomainError('auth.token_invalid');
    return actor;
  }
}
