import type { Permission } from '../../../domain/access-policy.js';
import { isNotBlank, MayBeAbsent, Obeys } from '../../../http/field-rules.js';
import { ArePermissions } from '../../../http/permission-rules.js';
import { lineOf } from '../../users/dto/account-rules.js';

export class CreateApiKeyDto {
  /** What the key is for. */
  @Obeys(...lineOf(100), isNotBlank)
  name: string;

  /** Narrows the owner's permissions to these; left out, the key has all that its owner has. */
  @MayBeAbsent()
  @ArePermissions()
  permissions?: Permission[];
}
