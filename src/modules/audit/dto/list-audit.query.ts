import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { MayBeAbsent } from '../../../http/field-rules.js';
import { PageQuery } from '../../../http/page.dto.js';
import { auditActions, type AuditAction } from '../audit-actions.js';

export class ListAuditQuery extends PageQuery {
  @MayBeAbsent()
  @IsIn(auditActions, {
    message: `must be one of ${auditActions.join(', ')}`,
    context: { code: 'unknown_action' },
  })
  action?: AuditAction;

  /** Who did it. */
  @MayBeAbsent()
  @IsUUID(undefined, { message: 'must be a UUID', context: { code: 'bad_id' } })
  actorId?: string;

  /** The user, group, mailing or API key that it was done to. */
  @MayBeAbsent()
  @IsUUID(undefined, { message: 'must be a UUID', context: { code: 'bad_id' } })
  targetId?: string;

  /** `at`, or `-at` for the newest first (default). */
  @IsOptional()
  @IsString()
  @MaxLength(50)
  sort?: string;
}
