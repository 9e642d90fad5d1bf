import type { Client } from '../client.entity.js';

/** A client as the API shows it. */
export class ClientResponse {
  id: string;
  ownerId: string;
  email: string | null;
  phone: string | null;
  fullName: string;
  comment: string;
  operatorCode: string | null;
  tags: string[];
  timezone: string | null;
  attributes: Record<string, string | number | boolean | null>;
  createdAt: Date;
  updatedAt: Date;
}

export class ClientPage {
  items: ClientResponse[];
  nextCursor: string | null;
  total?: number;
}

/** A value in use, and how many clients have it. */
export class FacetResponse {
  value: string;
  count: number;
}

export class ClientFacetsResponse {
  tags: FacetResponse[];
  operatorCodes: FacetResponse[];
}

export function toClientResponse(client: Client): ClientResponse {
  return {
    id: client.id,
    ownerId: client.ownerId,
    email: client.email,
    phone: client.phone,
    fullName: client.fullName,
    comment: client.comment,
    operatorCode: client.operatorCode,
    tags: client.tags,
    timezone: client.timezone,
    attributes: client.attributes,
    createdAt: client.createdAt,
    updatedAt: client.updatedAt,
  };
}
