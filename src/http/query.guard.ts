import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../domain/errors.js';

/** A handler that takes no query gets none: an unknown query parameter is 400, never passed over. */
@Injectable()
export class QueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const args: Record<string, unknown> =
      Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) ?? {};
    const takesQuery = Object.keys(args).some((key) => key.startsWith(`${RouteParamtypes.QUERY}:`));
    if (takesQuery) return true;
    const { query } = context.switchToHttp().getRequest<FastifyRequest>();
    const names = Object.keys((query ?? {}) as object);
    if (names.length === 0) return true;
    throw new DomainError('request.invalid', undefined, {
      errors: names.map((field) => ({ field, code: 'unknown_field', message: 'is not a known parameter' })),
    });
  }
}
