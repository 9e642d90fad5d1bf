// What a handful of rows does to the clients that are known: row by row, as if each were saved before the next.
import { DomainError, type FieldError } from '../../domain/errors.js';
import { changedClient, type ClientFields, type GivenFields, newClient } from '../clients/client-rules.js';
import { brokenRuleOf } from '../clients/dto/client-fields.js';
import type { BadRow, GoodRow } from './file/row.js';
import type { MergeRule } from './import.entity.js';

export interface KnownClient extends ClientFields {
  id: string;
}

export interface MergePlan {
  created: KnownClient[];
  /** Each once, as it is in the end. */
  changed: KnownClient[];
  refused: BadRow[];
  counts: { created: number; updated: number; skipped: number };
}

/** `newId` names clients that are to be created. `known` has every client that a row's email or phone may belong to. */
export function planMerge(
  rows: readonly GoodRow[],
  known: readonly KnownClient[],
  merge: MergeRule,
  newId: () => string,
): MergePlan {
  const byContact = new Map<string, KnownClient>();
  const remember = (client: KnownClient) => {
    for (const key of contactsOf(client)) byContact.set(key, client);
  };
  known.forEach(remember);
  const created = new Map<string, KnownClient>();
  const changed = new Map<string, KnownClient>();
  const refused: BadRow[] = [];
  const counts = { created: 0, updated: 0, skipped: 0 };

  for (const { line, cells, given } of rows) {
    const owners = [...new Set(contactsOf(given).flatMap((key) => byContact.get(key) ?? []))];
    const [stored] = owners;
    const refuse = (errors: FieldError[]) => refused.push({ line, cells, errors });
    if (owners.length > 1) {
      refuse([contactsOfTwo]);
    } else if (stored && merge === 'skip') {
      counts.skipped += 1;
    } else {
      const outcome = stored ? merged(stored, given) : added(given);
      if ('errors' in outcome) {
        refuse(outcome.errors);
        continue;
      }
      const client = { ...outcome.fields, id: stored?.id ?? newId() };
      if (stored) for (const key of contactsOf(stored)) byContact.delete(key);
      remember(client);
      if (!stored || created.has(client.id)) created.set(client.id, client);
      else if (!isSame(stored, client)) changed.set(client.id, client);
      if (stored) counts.updated += 1;
      else counts.created += 1;
    }
  }
  return { created: [...created.values()], changed: [...changed.values()], refused, counts };
}

const contactsOfTwo: FieldError = {
  field: 'phone',
  code: 'contacts_of_two_clients',
  message: 'the email is one client’s and the phone another’s',
};

type Outcome = { fields: ClientFields } | { errors: FieldError[] };

function added(given: Partial<GivenFields>): Outcome {
  const rule = brokenRuleOf('fullName', given.fullName ?? '');
  if (rule) return { errors: [{ field: 'fullName', code: rule.code, message: rule.message }] };
  return outcomeOf(() => newClient(given as GivenFields));
}

function merged(stored: ClientFields, given: Partial<GivenFields>): Outcome {
  const attributes = given.attributes && { ...stored.attributes, ...given.attributes };
  const rule = attributes && brokenRuleOf('attributes', attributes);
  if (rule) return { errors: [{ field: 'attributes', code: rule.code, message: rule.message }] };
  return outcomeOf(() => changedClient(stored, { ...given, ...(attributes ? { attributes } : {}) }));
}

function outcomeOf(work: () => ClientFields): Outcome {
  try {
    return { fields: work() };
  } catch (fault) {
    if (fault instanceof DomainError && fault.errors) return { errors: fault.errors };
    throw fault;
  }
}

/** Names for the contacts under which a client is known; takes addresses as they are stored, in any case. */
export function contactsOf({ email, phone }: Pick<Partial<GivenFields>, 'email' | 'phone'>): string[] {
  return [...(email ? [`email:${email.toLowerCase()}`] : []), ...(phone ? [`phone:${phone}`] : [])];
}

function isSame(one: ClientFields, other: ClientFields): boolean {
  const values = ({
    email,
    phone,
    fullName,
    comment,
    operatorCode,
    tags,
    timezone,
    attributes,
  }: ClientFields) =>
    JSON.stringify([email, phone, fullName, comment, operatorCode, tags, timezone, sorted(attributes)]);
  return values(one) === values(other);
}

function sorted(attributes: ClientFields['attributes']): unknown[] {
  return Object.entries(attributes).sort(([one], [other]) => (one < other ? -1 : 1));
}
