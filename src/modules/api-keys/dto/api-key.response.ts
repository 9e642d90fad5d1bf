import type { Permission } from '../../../domain/access-policy.js';
import type { ApiKey } from '../api-key.entity.js';

export class ApiKeyResponse {
  id: string;
  name: string;
  /** What the owner's permissions are narrowed to; null: not narrowed. */
  permissions: Permission[] | null;
  /** How the key begins. */
  hint: string;
  createdAt: Date;
  /** True to a minute. */
  lastUsedAt: Date | null;
}

export class CreatedApiKeyResponse extends ApiKeyResponse {
  /** The key itself, shown this once. */
  key: string;
}

export class ApiKeyPageResponse {
  items: ApiKeyResponse[];
  nextCursor: string | null;
  total?: number;
}

export function toApiKeyResponse(apiKey: ApiKey): ApiKeyResponse {
  return {
    id: apiKey.id,
    name: apiKey.name,
    permissions: apiKey.permissions,
    hint: apiKey.hint,
    createdAt: apiKey.createdAt,
    lastUsedAt: apiKey.lastUsedAt,
  };
}
