import type { Permission } from '../../../domain/access-policy.js';
import { isNotBlank, MayBeAbsent, Obeys } from '../../../http/field-rules.js';
import { ArePermissions } from '../../../http/permission-rules.js';
import { lineOf } from '../../users/dto/account-rules.js';

/** What is left out stays. */
export class UpdateGroupDto {
  @MayBeAbsent()
  @Obeys(...lineOf(100), isNotBlank)
  name?: string;

  @MayBeAbsent()
  @ArePermissions()
  permissions?: Permission[];
}
