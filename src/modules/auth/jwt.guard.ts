import { ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/errors.js';
import { ACCESS_RULE, type AccessRule } from '../../http/access.decorators.js';

/** Finds out who asks, on every route that wants to know; what they may do is for AccessGuard, which comes after. */
@Injectable()
export class JwtGuard extends AuthGuard('access-token') {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.get<AccessRule | undefined>(ACCESS_RULE, context.getHandler());
    if (rule?.kind === 'public') {
      if (rule.readsToken) await this.recognize(context);
      return true;
    }
    return (await super.canActivate(context)) as boolean;
  }

  /** On a public route a bad token is no token: it must not hide what everybody may see. */
  private async recognize(context: ExecutionContext): Promise<void> {
    if (!context.switchToHttp().getRequest<FastifyRequest>().headers.authorization) return;
    try {
      await super.canActivate(context);
    } catch (fault) {
      if (!(fault instanceof DomainError) || fault.status !== 401) throw fault;
    }
  }

  /** Whatever is wrong with a token, the answer is the same; only faults of ours (the database away) pass as they are. */
  override handleRequest<Actor>(
    fault: unknown,
    actor: Actor | false,
    _info: unknown,
    context: ExecutionContext,
  ) {
    if (fault) throw fault;
    if (actor) return actor;
    const { authorization } = context.switchToHttp().getRequest<FastifyRequest>().headers;
    throw new DomainError(authorization ? 'auth.token_invalid' : 'auth.token_missing');
  }
}
