import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { OwnerLookup } from '../database/owner-lookup.js';
import { hasPermission, verdictOn } from '../domain/access-policy.js';
import { DomainError } from '../domain/errors.js';
import { ACCESS_RULE, AccessRequest, AccessRule, ownedTables } from './access.decorators.js';
import { isUuid } from './id.pipe.js';

/** Deny by default: lets a request through only when the handler's rule and the access policy say so. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly owners: OwnerLookup,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.get<AccessRule | undefined>(ACCESS_RULE, context.getHandler());
    const request = context.switchToHttp().getRequest<AccessRequest>();
    if (rule?.kind === 'public') return true;
    if (!request.user) throw new DomainError('auth.token_missing');
    switch (rule?.kind) {
      case 'signed-in':
        return true;
      case 'in-person':
        if (request.user.apiKeyId) throw new DomainError('access.not_by_key');
        return true;
      case 'permission':
        if (!hasPermission(request.user, rule.permission)) throw new DomainError('access.denied');
        return true;
      case 'owned':
        await this.checkOwner(rule, request, request.user);
        return true;
      default:
        throw new DomainError('access.denied');
    }
  }

  private async checkOwner(
    { table, deed }: AccessRule & { kind: 'owned' },
    request: AccessRequest,
    user: NonNullable<AccessRequest['user']>,
  ): Promise<void> {
    const { id } = request.params as { id?: string };
    if (!isUuid(id)) throw new DomainError('request.bad_id');
    const ownerId = await this.owners.ownerOf(table, id);
    const verdict = ownerId ? verdictOn(user, deed, ownerId) : 'hidden';
    if (verdict === 'hidden') throw new DomainError(ownedTables[table]);
    if (verdict === 'forbidden') throw new DomainError('access.denied');
    request.thingOwnerId = ownerId!;
  }
}
