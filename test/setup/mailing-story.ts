// What stories about sending have in common: an owner with a message and clients at a domain of their own.
import { randomBytes } from 'node:crypto';
import { eventually, type Service, type ServiceAnswer, type ServiceApi } from './service.js';
import type { ConnectedTestDatabase } from './test-database.js';

export interface Story {
  /** The owner. */
  api: ServiceApi;
  /** Where all clients of this story have their mailboxes; nobody else does. */
  domain: string;
  messageId: string;
  /** Creates a mailing to all clients, by hand only unless `values` say more; answers its id. */
  createMailing(values?: Record<string, unknown>): Promise<string>;
  /** As `createMailing`, and runs it; answers the ids of both. */
  runMailing(values?: Record<string, unknown>): Promise<{ id: string; runId: string }>;
  read(id: string): Promise<ServiceAnswer['body']>;
  /** Resolves with the mailing once it is completed. */
  completed(id: string, deadlineMs?: number): Promise<ServiceAnswer['body']>;
  /** The attempts of the mailing, oldest first. */
  attempts(id: string): Promise<ServiceAnswer['body'][]>;
  deliveries(id: string): Promise<ServiceAnswer['body'][]>;
}

/** `clients` have the addresses client0@..., client1@... and the names Client 0, Client 1, ... */
export async function aStory(
  service: Service,
  database: ConnectedTestDatabase,
  { clients = 3, message = {} }: { clients?: number; message?: Record<string, unknown> } = {},
): Promise<Story> {
  const api = await service.logInAs('user');
  const domain = `${randomBytes(6).toString('hex')}.example`;
  await database.dataSource.query(
    `INSERT INTO clients (owner_id, email, full_name)
     SELECT $1, 'client' || i || '@' || $2, 'Client ' || i FROM generate_series(0, $3::int - 1) AS i`,
    [api.userId, domain, clients],
  );
  const texts = { subject: 'News for {{fullName}}', text: 'Dear {{fullName}}, hello.', ...message };
  const messageId = (await must(api.post('/messages', texts))).id;

  const read = (id: string) => must(api.get(`/mailings/${id}`));
  const list = async (path: string) => (await must(api.get(path))).items;
  const createMailing = async (values: Record<string, unknown> = {}) =>
    (await must(api.post('/mailings', { messageId, audience: { filter: {} }, ...values }))).id;
  return {
    api,
    domain,
    messageId,
    read,
    createMailing,
    async runMailing(values) {
      const id = await createMailing(values);
      return { id, runId: (await must(api.post(`/mailings/${id}/run`))).runId };
    },
    completed: (id, deadlineMs) =>
      eventually(
        `mailing ${id} is completed`,
        async () => {
          const mailing = await read(id);
          return mailing.status === 'completed' && mailing;
        },
        deadlineMs,
      ),
    attempts: async (id) => (await list(`/attempts?mailingId=${id}&limit=200`)).toReversed(),
    deliveries: async (id) => (await list(`/mailings/${id}/deliveries?limit=200`)).toReversed(),
  };
}

/** The body of a success; anything else is told. */
export async function must(answer: Promise<ServiceAnswer>): Promise<ServiceAnswer['body']> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}

/** An instant `ms` from now, as the API takes it. */
export function fromNow(ms: number): string {
  return new Date(Date.now() + ms).toISOString();
}
