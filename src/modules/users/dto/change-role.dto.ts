import { IsIn } from 'class-validator';
import { roles, type Role } from '../../../domain/access-policy.js';

export class ChangeRoleDto {
  @IsIn(roles, { message: `must be one of ${roles.join(', ')}`, context: { code: 'unknown_role' } })
  role: Role;
}
