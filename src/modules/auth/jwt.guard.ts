import { ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { Actor } from '../../domain/access-policy.js';
import { DomainError } from '../../domain/errors.js';
import { ACCESS_RULE, type AccessRequest, type AccessRule } from '../../http/access.decorators.js';
import { apiKeyIn } from '../api-keys/api-key.js';
import { ApiKeysService } from '../api-keys/api-keys.service.js';

/** Finds out who asks, on every route that wants to know; what they may do is for AccessGuard, which comes after. */
@Injectable()
export class JwtGuard extends AuthGuard('access-token') {
  constructor(
    private readonly reflector: Reflector,
    private readonly apiKeys: ApiKeysService,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.get<AccessRule | undefined>(ACCESS_RULE, context.getHandler());
    if (rule?.kind !== 'public') await this.identify(context);
    else if (rule.readsToken) await this.recognize(context);
    return true;
  }

  /** An API key and an access token stand in the same header; the prefix tells them apart. */
  private async identify(context: ExecutionContext): Promise<void> {
    const request = requestOf(context);
    const key = apiKeyIn(request.headers.authorization);
    if (key) request.user = this.handleRequest(null, await this.apiKeys.findActor(key), null, context);
    else await super.canActivate(context);
  }

  /** On a public route a bad token is no token: it must not hide what everybody may see. */
  private async recognize(context: ExecutionContext): Promise<void> {
    if (!requestOf(context).headers.authorization) return;
    try {
      await this.identify(context);
    } catch (fault) {
      if (!(fault instanceof DomainError) || fault.status !== 401) throw fault;
    }
  }

  /** Whatever is wrong with a token, the answer is the same; only faults of ours (the database away) pass as they are. */
  override handleRequest(
    fault: unknown,
    actor: Actor | null | false,
    _info: unknown,
    context: ExecutionContext,
    // The base class lets its caller choose the type; it is always an actor.
    // eslint-disable-next-line typescript/no-explicit-any
  ): any {
    if (fault) throw fault;
    const { ip, headers } = requestOf(context);
    if (actor) return { ...actor, ip };
    throw new DomainError(headers.authorization ? 'auth.token_invalid' : 'auth.token_missing');
  }
}

function requestOf(context: ExecutionContext): AccessRequest {
  return context.switchToHttp().getRequest<AccessRequest>();
}
