import { api, bodyOf, type Schemas } from '../../api/client';
import { rowPages, rowsPerPage } from '../../api/pages';

export type AuditEvent = Schemas['AuditEventResponse'];
export type AuditAction = AuditEvent['action'];

export const auditActions = [
  'user.created',
  'user.blocked',
  'user.unblocked',
  'user.role_changed',
  'group.created',
  'group.changed',
  'group.deleted',
  'group.member_added',
  'group.member_removed',
  'mailing.disabled',
  'mailing.enabled',
  'mailing.stopped',
  'api_key.created',
  'api_key.revoked',
] as const satisfies readonly AuditAction[];

export interface AuditFilter {
  action?: AuditAction;
  targetId?: string;
}

export const auditLog = (filter: AuditFilter) =>
  rowPages(['audit', filter], (cursor, signal) =>
    bodyOf(
      api.GET('/api/v1/audit', {
        params: { query: { ...filter, limit: rowsPerPage, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );

type Key<Name extends string> = Name extends `${infer Thing}.${infer Deed}` ? `${Thing}_${Deed}` : never;

/** The name of its text: `statuses.auditAction.user_blocked`. */
export function textOf<Name extends AuditAction>(action: Name): Key<Name> {
  return action.replace('.', '_') as Key<Name>;
}
