// The rules of a list of permissions, wherever one is written.
import { ArrayMaxSize, IsArray, IsIn } from 'class-validator';
import { applyDecorators } from '@nestjs/common';
import { permissions } from '../domain/access-policy.js';

export const ArePermissions = () =>
  applyDecorators(
    IsIn(permissions, {
      each: true,
      message: `must be of ${permissions.join(', ')}`,
      context: { code: 'unknown_permission' },
    }),
    ArrayMaxSize(100, { message: 'must have at most 100 items', context: { code: 'too_many' } }),
    IsArray({ message: 'must be a list', context: { code: 'not_a_list' } }),
  );
