// What a client's form means to the service.
import type { Schemas } from '../../api/client';
import { type AttributeRow, attributesOf, rowsOf } from './attribute-rules';

export type Client = Schemas['ClientResponse'];
type ClientBody = Schemas['CreateClientDto'];

export const clientSorts = ['-createdAt', 'createdAt', 'fullName', '-fullName', 'email', '-email'] as const;
export type ClientSort = (typeof clientSorts)[number];

/** The filter as it stands in the address of the page. */
export interface ClientFilter {
  search?: string;
  tag?: string;
  operatorCode?: string;
  sort?: ClientSort;
}

export interface ClientForm {
  fullName: string;
  email: string;
  phone: string;
  operatorCode: string;
  tags: string[];
  timezone: string | null;
  comment: string;
  attributes: AttributeRow[];
}

export function formOf(client: Client | null): ClientForm {
  return {
    fullName: client?.fullName ?? '',
    email: client?.email ?? '',
    phone: client?.phone ?? '',
    operatorCode: client?.operatorCode ?? '',
    tags: client?.tags ?? [],
    timezone: client?.timezone ?? null,
    comment: client?.comment ?? '',
    attributes: rowsOf(client?.attributes ?? {}),
  };
}

/** An empty field clears. A phone may be typed as people write it: `+7 (916) 123-45-67` or `8 916 …`. */
export function bodyOfForm(form: ClientForm): ClientBody {
  const orNull = (text: string) => text.trim() || null;
  return {
    ...form,
    fullName: form.fullName.trim(),
    email: orNull(form.email),
    phone: orNull(phoneDigits(form.phone)),
    operatorCode: orNull(form.operatorCode),
    comment: form.comment,
    attributes: attributesOf(form.attributes),
  };
}

/** Left as it is where it is no phone: the service then says what is wrong with what was typed. */
function phoneDigits(typed: string): string {
  const digits = typed.replace(/[\s()+-]/g, '');
  return /^8\d{10}$/.test(digits) ? `7${digits.slice(1)}` : digits;
}

/** Only what differs: what another tab changed meanwhile stays. */
export function changesOf(before: ClientForm, after: ClientForm): Partial<ClientBody> {
  const [old, next] = [bodyOfForm(before), bodyOfForm(after)];
  const names = (Object.keys(next) as (keyof ClientBody)[]).filter(
    (name) => JSON.stringify(old[name]) !== JSON.stringify(next[name]),
  );
  return Object.fromEntries(names.map((name) => [name, next[name]]));
}
