// A stream that stays open must not outlive the right to read it: who asked is let through the same guards again and
// again, and the stream ends when they refuse (logged out, blocked, token over, rights taken away).
import {
  type CallHandler,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { defer, exhaustMap, filter, Observable, share, takeUntil, timer } from 'rxjs';
import { DomainError } from '../domain/errors.js';

/** The guards of every route, in their order; app.module.ts provides them. */
export const ACCESS_GUARDS = Symbol('access guards');

/** With few streams a refusal is felt within this time. */
const checkEveryMs = 2_000;
/** With many, each check waits so much longer for every other one: at most 50 checks a second in all. */
const perCheckMs = 20;

@Injectable()
export class WhileAllowed implements NestInterceptor {
  /** The same token on the same path is checked once, however many streams it has open. */
  private readonly refusals = new Map<string, Observable<unknown>>();
  private guards: readonly CanActivate[] | undefined;

  constructor(private readonly modules: ModuleRef) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(takeUntil(this.refusalOf(context)));
  }

  private refusalOf(context: ExecutionContext): Observable<unknown> {
    const { headers, url } = context.switchToHttp().getRequest<FastifyRequest>();
    const key = `${headers.authorization} ${url}`;
    return defer(() => {
      const refusal = this.refusals.get(key) ?? this.checks(context, key);
      this.refusals.set(key, refusal);
      return refusal;
    });
  }

  private checks(context: ExecutionContext, key: string): Observable<unknown> {
    return new Observable<void>((subscriber) => {
      const periodMs = Math.max(checkEveryMs, this.refusals.size * perCheckMs);
      const checking = timer(periodMs, periodMs)
        .pipe(
          exhaustMap(() => this.isAllowed(context)),
          filter((isAllowed) => !isAllowed),
        )
        .subscribe(() => subscriber.next());
      return () => {
        checking.unsubscribe();
        this.refusals.delete(key);
      };
    }).pipe(share());
  }

  /** Faults of ours, such as a database that is away, are no refusal. */
  private async isAllowed(context: ExecutionContext): Promise<boolean> {
    this.guards ??= this.modules.get<CanActivate[]>(ACCESS_GUARDS, { strict: false });
    try {
      for (const guard of this.guards) await guard.canActivate(context);
      return true;
    } catch (fault) {
      return !(fault instanceof DomainError && [401, 403, 404].includes(fault.status));
    }
  }
}
