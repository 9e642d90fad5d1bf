// What a client's fields come to: values derived from others, and the rule that somebody must be reachable.
import { parseEmailAddress } from '../../domain/email-address.js';
import { DomainError } from '../../domain/errors.js';
import { operatorCodeOf } from '../../domain/phone-number.js';
import type { Client } from './client.entity.js';

/** What a client consists of, besides whose it is and since when. */
export type ClientFields = Omit<Client, 'id' | 'ownerId' | 'createdAt' | 'updatedAt'>;

/** The fields as they come from outside, already checked one by one; null is the same as not given. */
export interface GivenFields {
  email?: string | null;
  phone?: string | null;
  fullName: string;
  comment?: string | null;
  operatorCode?: string | null;
  tags?: string[] | null;
  timezone?: string | null;
  attributes?: Client['attributes'] | null;
}

/** @throws DomainError when neither email nor phone is given */
export function newClient(given: GivenFields): ClientFields {
  const phone = given.phone ?? null;
  return reachable({
    email: typeof given.email === 'string' ? parseEmailAddress(given.email).address : null,
    phone,
    fullName: given.fullName.trim(),
    comment: given.comment ?? '',
    operatorCode: given.operatorCode ?? (phone === null ? null : operatorCodeOf(phone)),
    tags: [...new Set(given.tags)],
    timezone: given.timezone ?? null,
    attributes: given.attributes ?? {},
  });
}

/**
 * A stored client after a change: what is left out stays, null clears. A new phone brings its own operator code
 * unless one is given with it.
 * @throws DomainError when neither email nor phone would be left
 */
export function changedClient(stored: ClientFields, given: Partial<GivenFields>): ClientFields {
  const { email, phone, fullName, comment, operatorCode, tags, timezone, attributes } = stored;
  const isCodeKept = given.phone === undefined || given.phone === phone;
  return newClient({
    ...{ email, phone, fullName, comment, tags, timezone, attributes },
    ...(isCodeKept ? { operatorCode } : {}),
    ...withoutUndefined(given),
  });
}

function reachable(fields: ClientFields): ClientFields {
  if (fields.email !== null || fields.phone !== null) return fields;
  const message = 'email or phone is required';
  throw new DomainError('request.invalid', message, {
    errors: ['email', 'phone'].map((field) => ({ field, code: 'contact_required', message })),
  });
}

function withoutUndefined(given: Partial<GivenFields>): Partial<GivenFields> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
