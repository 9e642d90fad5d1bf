// Every list of a big ledger is found by an index, whatever it is filtered and sorted by, and whatever the statistics
// say: counted in blocks that its statement touches, which is the same on every machine. And its pages are complete.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeysetRequest } from '../../src/database/keyset.js';
import { attemptStatuses, deliveryStatuses } from '../../src/domain/delivery-status.js';
import { type AttemptFilter, AttemptsRepository } from '../../src/modules/attempts/attempts.repository.js';
import { Client } from '../../src/modules/clients/client.entity.js';
import { ClientsRepository } from '../../src/modules/clients/clients.repository.js';
import {
  DeliveriesRepository,
  type DeliveryFilter,
} from '../../src/modules/mailings/deliveries.repository.js';
import { type MailingFilter, MailingsRepository } from '../../src/modules/mailings/mailings.repository.js';
import { Attachment } from '../../src/modules/messages/attachment.entity.js';
import { AttachmentsRepository } from '../../src/modules/messages/attachments.repository.js';
import { Message } from '../../src/modules/messages/message.entity.js';
import { MessagesRepository } from '../../src/modules/messages/messages.repository.js';
import { Suppression, suppressionReasons } from '../../src/modules/suppressions/suppression.entity.js';
import { SuppressionsRepository } from '../../src/modules/suppressions/suppressions.repository.js';
import { User } from '../../src/modules/users/user.entity.js';
import { UsersRepository } from '../../src/modules/users/users.repository.js';
import { aBigLedger, type BigLedger, type Ids } from '../factories/big-ledger.js';
import { aUser } from '../factories/users.js';
import { withStatements } from '../setup/statements.js';
import { type ConnectedTestDatabase, connectTestDatabase } from '../setup/test-database.js';

let database: ConnectedTestDatabase;
let ledger: BigLedger;
let attempts: AttemptsRepository;
let deliveries: DeliveriesRepository;
let mailings: MailingsRepository;
let messages: MessagesRepository;
let clients: ClientsRepository;
let suppressions: SuppressionsRepository;
let users: UsersRepository;
beforeAll(async () => {
  database = await connectTestDatabase();
  const { dataSource } = database;
  ledger = await aBigLedger(dataSource);
  attempts = new AttemptsRepository(dataSource);
  deliveries = new DeliveriesRepository(dataSource);
  mailings = new MailingsRepository(dataSource);
  const attachments = new AttachmentsRepository(dataSource.getRepository(Attachment));
  messages = new MessagesRepository(dataSource.getRepository(Message), attachments);
  clients = new ClientsRepository(dataSource.getRepository(Client));
  suppressions = new SuppressionsRepository(dataSource.getRepository(Suppression));
  users = new UsersRepository(dataSource.getRepository(User));
}, 120_000);
afterAll(() => database?.drop());

interface Row {
  id: string;
}
interface Listed {
  items: Row[];
  nextCursor: string | null;
}
type List = (request: KeysetRequest) => Promise<Listed>;

/** The 51 rows of a page lie in as many blocks, and each index of each month's part takes a few to go down. */
const mostBlocks = 160;

interface Plan {
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
}

/** Blocks that the statement of this page touches, its planning not counted. */
async function blocksOf(list: List, request: KeysetRequest): Promise<number> {
  const { asked } = await withStatements(() => list(request));
  const [{ text, values }] = asked as [(typeof asked)[number]];
  const [row] = await database.dataSource.query<[{ 'QUERY PLAN': [{ Plan: Plan }] }]>(
    `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
    values,
  );
  const [{ Plan: plan }] = row['QUERY PLAN'];
  return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
}

/** The first page and, where there is one, the next: what of them touches too much. */
async function costly(name: string, list: List, request: KeysetRequest = {}): Promise<string[]> {
  const { nextCursor } = await list(request);
  const requests = nextCursor === null ? [request] : [request, { ...request, cursor: nextCursor }];
  const found: string[] = [];
  for (const one of requests) {
    const blocks = await blocksOf(list, one);
    if (blocks > mostBlocks) found.push(`${name}${one.cursor ? ', next page' : ''}: ${blocks} blocks`);
  }
  return found;
}

async function mailingsOf(filter: MailingFilter, request: KeysetRequest): Promise<Listed> {
  const page = await mailings.page(filter, request);
  return { ...page, items: page.items.map(({ mailing }) => mailing) };
}

async function idsOf(list: List, request: KeysetRequest = {}, mostPages = Infinity): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await list({ ...request, cursor });
    ids.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  return ids;
}

/** What is asked of the big lists: each of the ids, and none, of runs that are old, open and somebody else's. */
function choicesOf(names: readonly (keyof Ids)[]): Partial<Ids>[] {
  const one = (ids: Ids) => names.map((name) => ({ [name]: ids[name] }));
  return [{}, ...[ledger.old, ledger.open].flatMap(one)];
}

const day = (ago: number) => new Date(Date.now() - ago * 24 * 60 * 60_000);
const times = [{}, { from: day(11), to: day(10) }, { from: day(0) }, { to: day(400) }];

function attemptFilters(): AttemptFilter[] {
  return choicesOf(['runId', 'mailingId', 'messageId', 'clientId']).flatMap((ids) =>
    [undefined, ...attemptStatuses].flatMap((status) =>
      times.flatMap((time) =>
        [ledger.ownerId, null].map((ownerId) => ({ ...ids, ...time, status, ownerId })),
      ),
    ),
  );
}

function deliveryFilters(): DeliveryFilter[] {
  return choicesOf(['runId', 'mailingId', 'clientId']).flatMap((ids) =>
    [undefined, ...deliveryStatuses].flatMap((status) => [
      { ...ids, status, seenBy: ledger.ownerId },
      { ...ids, status, seenBy: null },
      { ...ids, status, seenBy: null, ownerId: ledger.ownerId },
    ]),
  );
}

describe('a page touches few blocks', () => {
  it('of attempts', async () => {
    const found: string[] = [];
    for (const filter of attemptFilters())
      found.push(...(await costly(JSON.stringify(filter), (request) => attempts.page(filter, request))));
    expect(found).toEqual([]);
  }, 120_000);

  it('of deliveries', async () => {
    const found: string[] = [];
    for (const filter of deliveryFilters())
      found.push(...(await costly(JSON.stringify(filter), (request) => deliveries.page(filter, request))));
    expect(found).toEqual([]);
  }, 120_000);

  it.each(['createdAt', 'name', 'startAt', 'nextRunAt'])('of mailings by %s', async (sort) => {
    const list: List = (request) => mailingsOf({ ownerId: ledger.ownerId }, request);
    for (const direction of ['', '-'])
      expect(await costly(sort, list, { sort: direction + sort })).toEqual([]);
  });

  it.each(['createdAt', 'subject'])('of messages by %s', async (sort) => {
    const list: List = (request) => messages.page({ seenBy: ledger.ownerId }, request);
    for (const direction of ['', '-'])
      expect(await costly(sort, list, { sort: direction + sort })).toEqual([]);
  });

  it.each(['createdAt', 'email', 'fullName'])('of users by %s', async (sort) => {
    const list: List = (request) => users.findPage(request);
    for (const direction of ['', '-'])
      expect(await costly(sort, list, { sort: direction + sort })).toEqual([]);
  });

  it.each(['createdAt', 'email', 'fullName'])('of clients by %s', async (sort) => {
    const list: List = (request) => clients.page({ seenBy: ledger.ownerId }, request);
    for (const direction of ['', '-'])
      expect(await costly(sort, list, { sort: direction + sort })).toEqual([]);
  });

  it('of an owner whom newer ones of others stand before', async () => {
    const { dataSource } = database;
    const other = await aUser(dataSource);
    const rows = 'FROM generate_series(1, 20000) AS serial';
    for (const statement of [
      `INSERT INTO clients (owner_id, email, full_name) SELECT $1, 'other-' || serial || '@new.example', 'New' ${rows}`,
      `INSERT INTO messages (owner_id, subject, text) SELECT $1, 'New', 'New' ${rows}`,
      `INSERT INTO mailings (owner_id, channel, timezone, status) SELECT $1, 'email', 'UTC', 'completed' ${rows}`,
    ])
      await dataSource.query(statement, [other.id]);
    await dataSource.query('VACUUM ANALYZE clients, messages, mailings');
    const few = await aUser(dataSource);
    const found: string[] = [];
    for (const ownerId of [ledger.ownerId, few.id]) {
      found.push(
        ...(await costly('clients', (request) => clients.page({ seenBy: ownerId }, request))),
        ...(await costly('messages', (request) => messages.page({ seenBy: ownerId }, request))),
        ...(await costly('mailings', (request) => mailingsOf({ ownerId }, request))),
      );
    }
    expect(found).toEqual([]);
  });

  it.each([{ operatorCode: '917' }, { search: 'nobody@' }, { search: '+7 (917) 000-00' }])(
    'of clients with %j',
    async (filter) => {
      const list: List = (request) => clients.page({ seenBy: ledger.ownerId, ...filter }, request);
      expect(await costly('', list)).toEqual([]);
    },
  );

  it('of suppressions', async () => {
    const found: string[] = [];
    for (const reason of [undefined, ...suppressionReasons]) {
      for (const sort of ['createdAt', '-createdAt']) {
        const filter = { seenBy: ledger.ownerId, reason };
        found.push(
          ...(await costly(`${reason} ${sort}`, (request) => suppressions.page(filter, request), { sort })),
        );
      }
    }
    const nobody: List = (request) =>
      suppressions.page({ seenBy: ledger.ownerId, search: 'nobody@' }, request);
    expect([...found, ...(await costly('search', nobody))]).toEqual([]);
  });

  it('that counts what belongs to one client', async () => {
    const filter = { clientId: ledger.old.clientId, ownerId: ledger.ownerId };
    const list: List = (request) => attempts.page(filter, request);
    expect(await blocksOf(list, { withTotal: true })).toBeLessThan(mostBlocks);
    expect(await attempts.page(filter, { withTotal: true, limit: 1 })).toMatchObject({ total: 12 });
  });

  it('of what the forecast goes by', async () => {
    const blocks = await blocksOf(async () => {
      await attempts.pulse(ledger.open.mailingId);
      return { items: [], nextCursor: null };
    }, {});
    expect(blocks).toBeLessThan(mostBlocks);
  });
});

describe('pages have each row once', () => {
  const query = async (statement: string, values: unknown[]): Promise<string[]> => {
    const rows = await database.dataSource.query<Row[]>(statement, values);
    return rows.map(({ id }) => id);
  };

  it('of attempts, as the plainest query has them', async () => {
    for (const filter of attemptFilters()) {
      const { ownerId, runId, mailingId, messageId, clientId, status, from, to } = filter;
      const expected = await query(
        `SELECT id FROM attempts WHERE ($1::uuid IS NULL OR owner_id = $1) AND ($2::uuid IS NULL OR run_id = $2)
           AND ($3::uuid IS NULL OR mailing_id = $3) AND ($4::uuid IS NULL OR message_id = $4)
           AND ($5::uuid IS NULL OR client_id = $5) AND ($6::text IS NULL OR status = $6)
           AND ($7::timestamptz IS NULL OR at >= $7) AND ($8::timestamptz IS NULL OR at < $8)
         ORDER BY id DESC LIMIT 600`,
        [ownerId, runId, mailingId, messageId, clientId, status, from, to],
      );
      const listed = await idsOf((request) => attempts.page(filter, request), { limit: 200 }, 3);
      expect({ filter, listed }).toEqual({ filter, listed: expected });
    }
  }, 120_000);

  it('of deliveries, as the plainest query has them', async () => {
    for (const filter of deliveryFilters()) {
      const { seenBy, ownerId = seenBy, runId, mailingId, clientId, status } = filter;
      const expected = await query(
        `SELECT id FROM deliveries WHERE ($1::uuid IS NULL OR owner_id = $1) AND ($2::uuid IS NULL OR run_id = $2)
           AND ($3::uuid IS NULL OR mailing_id = $3) AND ($4::uuid IS NULL OR client_id = $4)
           AND ($5::text IS NULL OR CASE status WHEN 'leased' THEN 'pending' ELSE status END = $5)
         ORDER BY number DESC LIMIT 600`,
        [ownerId, runId, mailingId, clientId, status],
      );
      const listed = await idsOf((request) => deliveries.page(filter, request), { limit: 200 }, 3);
      expect({ filter, listed }).toEqual({ filter, listed: expected });
    }
  }, 120_000);

  it('of what is pending, to the last one, and all are counted', async () => {
    const filter: DeliveryFilter = { seenBy: ledger.ownerId, status: 'pending' };
    const expected = await query(
      `SELECT id FROM deliveries WHERE owner_id = $1 AND status IN ('pending', 'leased') ORDER BY number DESC`,
      [ledger.ownerId],
    );
    expect(await idsOf((request) => deliveries.page(filter, request), { limit: 150 })).toEqual(expected);
    const { total } = await deliveries.page(filter, { limit: 1, withTotal: true });
    expect(total).toBe(expected.length);
  });

  it.each([
    ['createdAt', 'ASC'],
    ['-createdAt', 'DESC'],
  ])('of suppressions by %s', async (sort, direction) => {
    for (const reason of ['complaint', 'manual'] as const) {
      const filter = { seenBy: ledger.ownerId, reason };
      const expected = await query(
        `SELECT id FROM suppressions WHERE owner_id = $1 AND reason = $2 ORDER BY id ${direction}`,
        [ledger.ownerId, reason],
      );
      const listed = await idsOf((request) => suppressions.page(filter, request), { limit: 7, sort });
      expect(listed).toEqual(expected);
    }
  });
});

describe('what is somebody else’s', () => {
  it.each(['runId', 'mailingId', 'messageId', 'clientId'] as const)(
    'is not found by its %s',
    async (name) => {
      const theirs = { [name]: ledger.foreign[name] };
      for (const status of [undefined, ...attemptStatuses])
        expect((await attempts.page({ ...theirs, status, ownerId: ledger.ownerId }, {})).items).toEqual([]);
      expect((await attempts.page({ ...theirs, ownerId: null }, {})).items).not.toEqual([]);
      if (name === 'messageId') return;
      for (const status of [undefined, ...deliveryStatuses]) {
        expect((await deliveries.page({ ...theirs, status, seenBy: ledger.ownerId }, {})).items).toEqual([]);
        const asked = { ...theirs, status, seenBy: ledger.ownerId, ownerId: ledger.otherId };
        expect((await deliveries.page(asked, {})).items).toEqual([]);
      }
      expect((await deliveries.page({ ...theirs, seenBy: null }, {})).items).not.toEqual([]);
    },
  );
});

describe('a cursor', () => {
  const cursorOf = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

  it.each([
    cursorOf('-at', randomUUID(), 7),
    cursorOf('-at', randomUUID(), '7'),
    cursorOf('-createdAt', 7, 7),
    cursorOf('at', randomUUID(), randomUUID()),
    cursorOf('-at', randomUUID(), null),
    cursorOf('-at', randomUUID(), `') OR true --`),
    'x',
    '',
  ])('that was not given out is refused by attempts: %s', async (cursor) => {
    const asked = attempts.page({ ownerId: ledger.ownerId, runId: ledger.old.runId }, { cursor });
    await expect(asked).rejects.toMatchObject({ code: 'request.bad_cursor' });
  });

  it.each([cursorOf('-createdAt', 7, randomUUID()), cursorOf('-createdAt', 7, 1.5), cursorOf('-at', 7, 7)])(
    'that was not given out is refused by deliveries: %s',
    async (cursor) => {
      for (const status of ['pending', 'failed', 'sent'] as const) {
        const asked = deliveries.page({ seenBy: ledger.ownerId, status }, { cursor });
        await expect(asked).rejects.toMatchObject({ code: 'request.bad_cursor' });
      }
    },
  );

  it('of another list shows nothing of it', async () => {
    const { nextCursor } = await attempts.page({ ownerId: null, runId: ledger.foreign.runId }, {});
    const filter = { ownerId: ledger.ownerId, runId: ledger.old.runId };
    const { items } = await attempts.page(filter, { cursor: nextCursor! });
    expect(new Set(items.map(({ runId }) => runId))).toEqual(new Set([ledger.old.runId]));
  });
});
