// What a walk needs before it begins, by the API: the pages are for what the walk is about.
import { firstAdmin, password } from './password';
import { serviceUrl } from './service';

export type Role = 'user' | 'manager' | 'admin';
let number = 0;

export function anEmail(): string {
  number += 1;
  return `walk-${process.pid}-${number}@postledger.test`;
}

export interface Caller {
  email: string;
  call: (method: string, path: string, body?: unknown) => Promise<Answer>;
  /** A CSV file; answers when it was read, with the import. */
  importClients: (csv: string, options?: Record<string, string>) => Promise<Answer>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Answer = any;

/** The API as this account calls it. */
export async function asCaller(email: string): Promise<Caller> {
  const { accessToken } = await ask('POST', '/auth/login', { email, password });
  const call: Caller['call'] = (method, path, body) => ask(method, path, body, accessToken);
  return {
    email,
    call,
    async importClients(csv, options = {}) {
      const form = new FormData();
      for (const [name, value] of Object.entries(options)) form.append(name, value);
      form.append('file', new Blob([csv]), 'clients.csv');
      const { importId } = await ask('POST', '/clients/import', form, accessToken);
      return eventually(async () => {
        const work = await call('GET', `/clients/imports/${importId}`);
        return work.status === 'completed' && work;
      });
    },
  };
}

let admin: Promise<Caller> | undefined;

/** An account as an admin makes one: it needs no mail. */
export async function anAccount(role: Role = 'user'): Promise<string> {
  const email = anEmail();
  admin ??= asCaller(firstAdmin);
  await (await admin).call('POST', '/users', { email, role, password });
  return email;
}

export async function anOwner(): Promise<Caller> {
  return asCaller(await anAccount());
}

/** The link of the newest mail to this address, as the development inbox has it. */
export async function mailedLink(email: string): Promise<string> {
  const read = async (path: string) => (await fetch(`${serviceUrl()}/inbox/messages${path}`)).json();
  return eventually(async () => {
    const { items } = (await read(`?to=${encodeURIComponent(email)}&limit=1`)) as { items: { id: string }[] };
    if (!items[0]) return null;
    const mail = JSON.stringify(await read(`/${items[0].id}`));
    return /https?:\/\/[^\s"<>\\]+\/(?:confirm|reset|invite)\?token=[\w.-]+/.exec(mail)?.[0];
  });
}

/** The first answer that is there; half a minute at most. */
export async function eventually<Result>(
  attempt: () => Promise<Result | false | null | undefined>,
): Promise<Result> {
  const givesUpAt = Date.now() + 30_000;
  for (;;) {
    const result = await attempt();
    if (result) return result;
    if (Date.now() > givesUpAt) throw new Error('it did not happen within half a minute');
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

/** So many clients in CSV: codes 916 and 903 in turn, every fourth with the tag `vip`. */
export function manyClients(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const phone = `7${index % 2 === 0 ? 916 : 903}${1_000_000 + index}`;
    return `Клиент ${index},client-${index}@example.com,${phone},${index % 4 === 0 ? 'vip' : ''}`;
  });
  return ['fullName,email,phone,tags', ...lines].join('\n');
}

async function ask(method: string, path: string, body?: unknown, token?: string): Promise<Answer> {
  const isJson = body !== undefined && !(body instanceof FormData);
  const response = await fetch(`${serviceUrl()}/api/v1${path}`, {
    method,
    headers: {
      ...(isJson && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: isJson ? JSON.stringify(body) : (body as FormData) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return text === '' ? null : JSON.parse(text);
}
