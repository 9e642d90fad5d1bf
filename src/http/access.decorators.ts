// What a handler says about who may call it. A handler that says nothing is refused.
import { applyDecorators, createParamDecorator, ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor, Deed, Permission } from '../domain/access-policy.js';
import type { ProblemCode } from '../domain/errors.js';

/** Tables whose rows have an owner, with the problem that hides one of them. */
export const ownedTables = {
  clients: 'client.not_found',
  messages: 'message.not_found',
  mailings: 'mailing.not_found',
  deliveries: 'delivery.not_found',
  imports: 'import.not_found',
  suppressions: 'suppression.not_found',
} as const satisfies Record<string, ProblemCode>;
export type OwnedTable = keyof typeof ownedTables;

export type AccessRule =
  | { kind: 'public'; readsToken?: true }
  | { kind: 'signed-in' }
  | { kind: 'in-person' }
  | { kind: 'permission'; permission: Permission }
  | { kind: 'owned'; table: OwnedTable; deed: Deed };

export const ACCESS_RULE = 'postledger:access';
/** Under this name the OpenAPI document tells the rule of each operation. */
export const ACCESS_EXTENSION = 'x-access';

function access(rule: AccessRule, ...more: MethodDecorator[]) {
  return applyDecorators(SetMetadata(ACCESS_RULE, rule), ApiExtension(ACCESS_EXTENSION, rule), ...more);
}

/** Anybody, without a token. */
export const Public = () => access({ kind: 'public' });

/** Anybody; whoever brings a valid token is known as `@MaybeUser()`. A bad token counts as none. */
export const PublicOrKnown = () => access({ kind: 'public', readsToken: true }, ApiBearerAuth());

/** Any active account; the handler gives only what belongs to it. */
export const SignedIn = () => access({ kind: 'signed-in' }, ApiBearerAuth());

/** Any active account that logged in; API keys are refused, since they must not take the account over. */
export const InPerson = () => access({ kind: 'in-person' }, ApiBearerAuth());

/** Whoever has the permission, by role or by group. */
export const Needs = (permission: Permission) => access({ kind: 'permission', permission }, ApiBearerAuth());

/** Whoever may do this to the thing that the path's `:id` names: 404 when it is not theirs to see, else 403. */
export const OwnedBy = (table: OwnedTable, deed: Deed) =>
  access({ kind: 'owned', table, deed }, ApiBearerAuth());

/** A request as the guards leave it. */
export interface AccessRequest extends FastifyRequest {
  /** Who asks; absent on public routes, save those that read a token and got a valid one. */
  user?: Actor;
  /** The owner of the thing that `:id` names, on `@OwnedBy` routes. */
  thingOwnerId?: string;
}

/** The signed-in user. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { user } = context.switchToHttp().getRequest<AccessRequest>();
  if (!user) throw new Error('@CurrentUser needs a route that demands a token');
  return user;
});

/** The signed-in user of a `@PublicOrKnown` route, or null. */
export const MaybeUser = createParamDecorator((_: unknown, context: ExecutionContext): Actor | null => {
  return context.switchToHttp().getRequest<AccessRequest>().user ?? null;
});

/** The owner of the thing that the path names: services put it into every query. */
export const OwnerId = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { thingOwnerId } = context.switchToHttp().getRequest<AccessRequest>();
  if (!thingOwnerId) throw new Error('@OwnerId needs an @OwnedBy route');
  return thingOwnerId;
});
