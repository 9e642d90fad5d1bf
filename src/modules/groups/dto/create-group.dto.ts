import type { Permission } from '../../../domain/access-policy.js';
import { isNotBlank, Obeys } from '../../../http/field-rules.js';
import { ArePermissions } from '../../../http/permission-rules.js';
import { lineOf } from '../../users/dto/account-rules.js';

export class CreateGroupDto {
  /** Unique regardless of case. */
  @Obeys(...lineOf(100), isNotBlank)
  name: string;

  @ArePermissions()
  permissions: Permission[];
}
