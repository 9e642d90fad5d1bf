import type { Permission } from '../../../domain/access-policy.js';
import type { Group } from '../group.entity.js';

export class GroupResponse {
  id: string;
  name: string;
  permissions: Permission[];
  createdAt: Date;
  updatedAt: Date;
}

export class GroupPageResponse {
  items: GroupResponse[];
  nextCursor: string | null;
  total?: number;
}

export function toGroupResponse(group: Group): GroupResponse {
  return {
    id: group.id,
    name: group.name,
    permissions: group.permissions,
    createdAt: group.createdAt,
    updatedAt: group.updatedAt,
  };
}
