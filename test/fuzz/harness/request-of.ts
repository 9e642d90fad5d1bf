// From a plan to the bytes of a request.
import { multipart } from '../../setup/images.js';
import type { Body, IdChoice, Mutation, Plan } from './plans.js';
import { usualPassword } from '../../factories/users.js';
import { kindOfField, kindOfPlace, type Things } from './things.js';

export interface PlannedRequest {
  method: string;
  /** As it stands in the request line. */
  url: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
}

/** What files of the requests hold. */
export interface Files {
  picture: Buffer;
}

let requestNumber = 0;

export function requestOf(plan: Plan, things: Things, files: Files): PlannedRequest {
  requestNumber += 1;
  const { operation, ids, role } = plan;
  let place = 0;
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = idOf(ids[place++]!, kindOfPlace(operation.path, name), role, things);
    return encoded(id) || '%20';
  });
  const query = plan.query.map(([name, value]) => {
    const text = value ?? things.pick('nextCursor', requestNumber, role) ?? 'none';
    return `${encoded(name)}=${encoded(text.slice(0, 6_000))}`;
  });
  const { body, type } = bodyOf(plan.body, plan, things, files);
  const headers = { ...plan.headers, ...(type ? { 'content-type': type } : {}) };
  const url = query.length > 0 ? `${path}?${query.join('&')}` : path;
  return { method: plan.method, url, headers, body };
}

function idOf(choice: IdChoice, kind: string, role: string, things: Things): string {
  switch (choice.from) {
    case 'its kind':
      return things.pick(kind, choice.pick, role) ?? 'nothing';
    case 'any kind':
      return things.pickAny(choice.pick) ?? 'nothing';
    default:
      return choice.text.slice(0, 6_000);
  }
}

/** Halves of characters too, which encodeURIComponent refuses. */
function encoded(text: string): string {
  return [...text]
    .map((one) => {
      const code = one.charCodeAt(0);
      const isHalf = one.length === 1 && code >= 0xd800 && code <= 0xdfff;
      if (!isHalf) return encodeURIComponent(one);
      return `%${(0xe0 | (code >> 12)).toString(16)}%${(0x80 | ((code >> 6) & 0x3f)).toString(16)}%${(0x80 | (code & 0x3f)).toString(16)}`;
    })
    .join('');
}

function bodyOf(body: Body, plan: Plan, things: Things, files: Files): { body?: Buffer; type?: string } {
  const { operation } = plan;
  switch (body.kind) {
    case 'none':
      return {};
    case 'raw':
      return { body: Buffer.from(body.text), type: body.type };
    case 'value':
      return { body: Buffer.from(JSON.stringify(body.value)), type: 'application/json' };
    default:
      break;
  }
  const [type] = operation.bodyTypes;
  if (type === 'multipart/form-data') return uploadOf(operation.path, files);
  if (type === undefined || operation.example === undefined) return {};
  if (type !== 'application/json') return { body: Buffer.from(String(operation.example)), type };
  return { body: Buffer.from(mutated(withThings(operation.example, plan, things), body.mutations)), type };
}

function uploadOf(path: string, { picture }: Files) {
  const isTable = path.endsWith('/import');
  const table = `email,fullName\r\nanna-${requestNumber}@example.com,Anna\r\nnobody@,Anna\r\n`;
  const { body, headers } = multipart({
    name: 'file',
    filename: isTable ? 'clients.csv' : 'picture.png',
    content: isTable ? table : picture,
  });
  return { body, type: headers['content-type']! };
}

/** The example with ids that exist, passwords that are right, and contacts and names that nobody has yet. */
function withThings(value: unknown, plan: Plan, things: Things): unknown {
  if (Array.isArray(value)) return value.map((one) => withThings(one, plan, things));
  if (typeof value !== 'object' || value === null) return value;
  const { operation, ids, role } = plan;
  const isKnown = operation.path.includes('/auth/login');
  const fields = Object.entries(value).map(([name, inner], index) => {
    const kind = kindOfField(name);
    if (kind) {
      const id = idOf(ids.at(-1 - (index % 3))!, kind, role, things);
      return [name, Array.isArray(inner) ? [id] : id];
    }
    switch (name) {
      case 'token':
        return [name, things.pick('mailedToken', requestNumber)];
      case 'password':
      case 'currentPassword':
        return [name, usualPassword];
      case 'email':
        return [name, isKnown ? things.pick('email', requestNumber) : freshAddress()];
      case 'contact':
        return [name, freshAddress()];
      case 'phone':
        return [name, `79${String(requestNumber).padStart(9, '0')}`];
      case 'name':
        return [name, `${String(inner)} ${requestNumber}`];
      default:
        return [name, withThings(inner, plan, things)];
    }
  });
  return Object.fromEntries(fields);
}

const freshAddress = () => `anna-${requestNumber}@example.com`;

/** As JSON: a name that comes twice exists in the text alone. */
function mutated(value: unknown, mutations: readonly Mutation[]): string {
  let json = value;
  let twice: string | undefined;
  for (const mutation of mutations) {
    const holders = holdersIn(json);
    if (holders.length === 0) break;
    const [holder, name] = holders[mutation.at % holders.length]!;
    if (mutation.kind === 'remove') delete holder[name];
    else if (mutation.kind === 'wrap') holder[name] = [holder[name]];
    else if (mutation.kind === 'replace') holder[name] = structuredClone(mutation.value);
    else if (mutation.kind === 'add')
      holder[['role', 'id', 'ownerId', 'status', 'x'][mutation.at % 5]!] = structuredClone(mutation.value);
    else twice = name;
  }
  const text = JSON.stringify(json);
  return twice === undefined ? text : text.replace(/^\{/, `{${JSON.stringify(twice)}:"first",`);
}

/** Every field with the object that has it. */
function holdersIn(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    [value as Record<string, unknown>, name] as [Record<string, unknown>, string],
    ...holdersIn(inner),
  ]);
}
