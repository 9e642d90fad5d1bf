// What is written into the log: whatever changes rights or stops mailings.

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
] as const;
export type AuditAction = (typeof auditActions)[number];

export const auditTargetTypes = ['user', 'group', 'mailing', 'api_key'] as const;
export type AuditTargetType = (typeof auditTargetTypes)[number];
