import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Mailing } from '../../src/modules/mailings/mailing.entity.js';
import { Run } from '../../src/modules/mailings/run.entity.js';
import { aMailing, aRun } from '../factories/mailings.js';
import { aMessage } from '../factories/messages.js';
import { aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';

let api: TestApp;
let ownerId: string;
let owner: string;
let other: string;
let messageId: string;
let clientIds: string[];
let foreignMessageId: string;
let foreignClientId: string;

const all = { filter: {} };
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

const messageOf = async (user: string) => (await aMessage(api.dataSource, user)).id;
async function clientsOf(user: string, count: number): Promise<string[]> {
  const rows = await api.dataSource.query<{ id: string }[]>(
    `INSERT INTO clients (owner_id, full_name, email)
     SELECT $1, 'Client ' || n, 'client' || n || '@example.com' FROM generate_series(1, $2) AS n RETURNING id`,
    [user, count],
  );
  return rows.map((row) => row.id);
}
const plan = (body: object, token = owner) =>
  api.post('/mailings', { messageId, audience: all, ...body }, token);

beforeAll(async () => {
  api = await startTestApp({ TIMEZONE: 'Europe/Moscow' });
  const [a, b] = [await aUser(api.dataSource), await aUser(api.dataSource)];
  ownerId = a.id;
  owner = await tokenOf(a);
  other = await tokenOf(b);
  messageId = await messageOf(a.id);
  clientIds = await clientsOf(a.id, 3);
  foreignMessageId = await messageOf(b.id);
  [foreignClientId] = (await clientsOf(b.id, 1)) as [string];
});
afterAll(() => api?.close());

describe('a new mailing', () => {
  it('answers with its defaults and appears in the list at once', async () => {
    const { status, body } = await plan({});
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ownerId,
      name: null,
      messageId,
      channel: 'email',
      audience: { filter: {} },
      startAt: null,
      endAt: null,
      timezone: 'Europe/Moscow',
      periodicity: 'once',
      localWindow: null,
      uncertainPolicy: 'hold',
      status: 'created',
      paused: false,
      pauseReason: null,
      disabled: false,
      disabledReason: null,
      nextRunAt: null,
      startedAt: null,
      finishedAt: null,
      createdAt: expect.any(String),
      counts: {
        total: 0,
        pending: 0,
        sent: 0,
        failed: 0,
        expired: 0,
        uncertain: 0,
        suppressed: 0,
        cancelled: 0,
      },
    });
    const list = (await api.get('/mailings?limit=1', owner)).body;
    expect(list.items[0]).toEqual(body);
  });

  it('keeps a list of clients, each once', async () => {
    const twice = [...clientIds, clientIds[0]!.toUpperCase()];
    const { status, body } = await plan({ audience: { clientIds: twice } });
    expect([status, body.audience]).toEqual([201, { clientIds: [...clientIds].sort() }]);
  });

  it('answers soon with ten thousand chosen clients', async () => {
    const rich = await aUser(api.dataSource);
    const ids = await clientsOf(rich.id, 10_000);
    const message = await messageOf(rich.id);
    const startedAt = performance.now();
    const { status } = await plan({ messageId: message, audience: { clientIds: ids } }, await tokenOf(rich));
    expect([status, performance.now() - startedAt < 1_500]).toEqual([201, true]);
  });

  it('reads local times in its zone', async () => {
    const { body } = await plan({ startAt: '11.11.33 15:00', endAt: '2033-11-12T15:00' });
    expect([body.startAt, body.endAt]).toEqual(['2033-11-11T12:00:00.000Z', '2033-11-12T12:00:00.000Z']);
    expect(body.nextRunAt).toBe('2033-11-11T12:00:00.000Z');
  });

  it.each(['11.11.2033 15:00', '2033-11-11T12:00:00Z', '2033-11-11T14:00:00+02:00', '2033-11-11T15:00'])(
    'takes %s for the same moment',
    async (startAt) => {
      expect((await plan({ startAt })).body.startAt).toBe('2033-11-11T12:00:00.000Z');
    },
  );

  it('is due at once when its start is past and its end is not', async () => {
    const startAt = inHours(-1);
    const { body } = await plan({ startAt, endAt: inHours(1) });
    expect(body.nextRunAt).toBe(startAt);
  });

  it('that recurs is due at its latest occurrence when its start is past', async () => {
    const { body } = await plan({ startAt: inHours(-49), periodicity: 'daily', timezone: 'UTC' });
    expect(new Date(body.nextRunAt).getTime() - Date.parse(body.startAt)).toBe(48 * 3_600_000);
  });

  const times = ['startAt', 'endAt'].flatMap((field) =>
    ['31.02.33 10:00', '13.13.33 10:00', 'abc', '', '11.11.33 25:00', 5, {}, true, '2033-13-01T10:00Z'].map(
      (value) => [field, value] as const,
    ),
  );
  it.each(times)('refuses %s = %j', async (field, value) => {
    const { status, body } = await plan({ [field]: value });
    expect([status, body.errors.map((error: { field: string }) => error.field)]).toEqual([400, [field]]);
  });

  it.each([
    ['endAt', { startAt: inHours(2), endAt: inHours(1) }],
    ['endAt', { startAt: inHours(-2), endAt: inHours(-1) }],
    ['endAt', { endAt: '11.11.23 15:00' }],
    ['timezone', { timezone: 'Foo/Bar' }],
    ['timezone', { timezone: '+03:00' }],
    ['timezone', { timezone: null }],
    ['periodicity', { periodicity: 'yearly', startAt: inHours(1) }],
    ['periodicity', { periodicity: 'daily' }],
    ['channel', { channel: 'pigeon' }],
    ['channel', { channel: 'sms' }],
    ['status', { status: 'running' }],
    ['ownerId', { ownerId: '00000000-0000-7000-8000-000000000000' }],
    ['id', { id: '00000000-0000-7000-8000-000000000000' }],
    ['counts', { counts: {} }],
    ['messageId', { messageId: null }],
    ['messageId', { messageId: 'abc' }],
    ['audience', { audience: null }],
    ['audience', { audience: [] }],
    ['audience', { audience: {} }],
    ['audience', { audience: 'all' }],
    ['audience', { audience: { clientIds: ['00000000-0000-7000-8000-000000000000'], filter: {} } }],
    ['audience.clientIds', { audience: { clientIds: [] } }],
    ['audience.clientIds', { audience: { clientIds: ['abc'] } }],
    ['audience.clientIds', { audience: { clientIds: 'abc' } }],
    ['audience.clientIds', { audience: { clientIds: null } }],
    ['audience.clientIds', { audience: { clientIds: Array(10_001).fill('a') } }],
    ['audience.country', { audience: { filter: {}, country: 'ru' } }],
    ['audience.filter', { audience: { filter: [] } }],
    ['audience.filter.city', { audience: { filter: { city: 'x' } } }],
    ['audience.filter.tags', { audience: { filter: { tags: 'vip' } } }],
    ['audience.filter.tags', { audience: { filter: { tags: ['x'.repeat(101)] } } }],
    ['audience.filter.operatorCodes', { audience: { filter: { operatorCodes: ['92'] } } }],
    ['audience.filter.operatorCodes', { audience: { filter: { operatorCodes: [926] } } }],
    ['localWindow', { localWindow: { from: '09:00', to: '09:00' } }],
    ['localWindow.from', { localWindow: { from: '9:00', to: '21:00' } }],
    ['localWindow.to', { localWindow: { from: '09:00', to: '24:00' } }],
    ['localWindow.to', { localWindow: { from: '09:00' } }],
    ['localWindow.days', { localWindow: { from: '09:00', to: '21:00', days: 1 } }],
    ['uncertainPolicy', { uncertainPolicy: 'guess' }],
    ['name', { name: 'x'.repeat(201) }],
    ['name', { name: 'a\0b' }],
  ])('refuses a wrong %s: %j', async (field, body) => {
    const before = await api.dataSource.getRepository(Mailing).count();
    const answer = await plan(body);
    expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid']);
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toContain(field);
    expect(await api.dataSource.getRepository(Mailing).count()).toBe(before);
  });

  it('refuses messages and clients of others, and unknown ones, alike', async () => {
    const unknown = '00000000-0000-7000-8000-000000000000';
    const answers = await Promise.all([
      plan({ messageId: foreignMessageId }),
      plan({ messageId: unknown }),
      plan({ audience: { clientIds: [clientIds[0], foreignClientId] } }),
      plan({ audience: { clientIds: [clientIds[0], unknown] } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect(answers[0]!.body.errors).toEqual(answers[1]!.body.errors);
    expect(answers[2]!.body.errors).toEqual(answers[3]!.body.errors);
    expect(answers[2]!.body.errors[0].field).toBe('audience.clientIds');
  });

  it('refuses a request without a body', async () => {
    expect((await api.post('/mailings', undefined, owner)).status).toBe(400);
  });

  it('takes an overnight window and a filter of both kinds', async () => {
    const audience = { filter: { operatorCodes: ['926'], tags: ['Бизнес'] } };
    const localWindow = { from: '21:00', to: '09:00' };
    const { body } = await plan({ audience, localWindow });
    expect([body.audience, body.localWindow]).toEqual([audience, localWindow]);
  });
});

describe('changing a mailing', () => {
  it('checks one end of the window against the stored other', async () => {
    const { id } = (await plan({ startAt: inHours(5), endAt: inHours(10) })).body;
    expect((await api.patch(`/mailings/${id}`, { endAt: inHours(4) }, owner)).status).toBe(400);
    const late = await api.patch(`/mailings/${id}`, { startAt: inHours(11) }, owner);
    expect([late.status, late.body.errors[0].field]).toEqual([400, 'startAt']);
    expect((await api.patch(`/mailings/${id}`, { endAt: null }, owner)).body.endAt).toBeNull();
  });

  it('moves the firing with the start', async () => {
    const { id } = (await plan({ startAt: inHours(5) })).body;
    const startAt = inHours(2);
    expect((await api.patch(`/mailings/${id}`, { startAt }, owner)).body.nextRunAt).toBe(startAt);
    expect((await api.patch(`/mailings/${id}`, { startAt: null }, owner)).body.nextRunAt).toBeNull();
  });

  it('does not fire a second time on a day that has fired', async () => {
    const mailing = await aMailing(api.dataSource, {
      ownerId,
      messageId,
      startAt: new Date('2033-05-01T10:00:00Z'),
      periodicity: 'daily',
      status: 'running',
    });
    const fired = { trigger: 'schedule', status: 'completed', finishedAt: new Date() } as const;
    await aRun(api.dataSource, mailing, { ...fired, localDate: '2033-05-01' });
    const { body } = await api.patch(`/mailings/${mailing.id}`, { startAt: '2033-05-01T15:00:00Z' }, owner);
    expect(body.nextRunAt).toBe('2033-05-02T15:00:00.000Z');
  });

  it('leaves alone what is not named, and PUT sets it back', async () => {
    const { id } = (await plan({ name: 'Spring', startAt: inHours(5), channel: 'console' })).body;
    const patched = (await api.patch(`/mailings/${id}`, { name: 'Summer' }, owner)).body;
    expect([patched.name, patched.channel]).toEqual(['Summer', 'console']);
    const replaced = (await api.put(`/mailings/${id}`, { messageId, audience: { clientIds } }, owner)).body;
    expect([replaced.name, replaced.channel, replaced.startAt, replaced.nextRunAt]).toEqual([
      null,
      'email',
      null,
      null,
    ]);
    expect(replaced.audience.clientIds).toHaveLength(3);
    const back = (await api.patch(`/mailings/${id}`, { audience: all }, owner)).body;
    expect(back.audience).toEqual(all);
    expect((await api.put(`/mailings/${id}`, { messageId }, owner)).status).toBe(400);
  });

  it.each([
    { messageId: null },
    { audience: null },
    { timezone: null },
    { periodicity: null },
    { status: 'x' },
  ])('refuses %j', async (body) => {
    const { id } = (await plan({})).body;
    expect((await api.patch(`/mailings/${id}`, body, owner)).status).toBe(400);
  });

  it('is refused once it is completed', async () => {
    const mailing = await aMailing(api.dataSource, { ownerId, messageId, status: 'completed' });
    const { status, body } = await api.patch(`/mailings/${mailing.id}`, { name: 'x' }, owner);
    expect([status, body.code]).toEqual([409, 'mailing.already_completed']);
  });

  it('moves the end of an open run', async () => {
    const mailing = await aMailing(api.dataSource, { ownerId, messageId });
    const run = await aRun(api.dataSource, mailing);
    const endAt = inHours(3);
    await api.patch(`/mailings/${mailing.id}`, { endAt }, owner);
    const stored = await api.dataSource.getRepository(Run).findOneByOrFail({ id: run.id });
    expect(stored.endsAt?.toISOString()).toBe(endAt);
  });
});

describe('the list of mailings', () => {
  it('is searched, filtered and sorted over page borders', async () => {
    const user = await aUser(api.dataSource);
    const token = await tokenOf(user);
    const starts = { 'Beta 100%': 2, 'alpha 50%': 3, 'Gamma 100%': 1, plain: null };
    for (const [name, hours] of Object.entries(starts)) {
      const startAt = hours === null ? null : new Date(Date.now() + hours * 3_600_000);
      await aMailing(api.dataSource, { ownerId: user.id, name, startAt, nextRunAt: startAt });
    }
    const names = async (query: string) => {
      const found: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { body }: { body: { items: { name: string }[]; nextCursor: string | null } } = await api.get(
          `/mailings?limit=1&${query}${cursor && `&cursor=${cursor}`}`,
          token,
        );
        found.push(...body.items.map(({ name }) => name));
        cursor = body.nextCursor;
      }
      return found;
    };
    expect(await names('search=100%25')).toEqual(['Gamma 100%', 'Beta 100%']);
    for (const sort of ['startAt', 'nextRunAt']) {
      expect(await names(`sort=${sort}`)).toEqual(['Gamma 100%', 'Beta 100%', 'alpha 50%', 'plain']);
      expect(await names(`sort=-${sort}`)).toEqual(['plain', 'alpha 50%', 'Beta 100%', 'Gamma 100%']);
    }
    expect(await names('sort=createdAt')).toEqual(Object.keys(starts));
    expect(await names('status=running')).toEqual([]);
    const message = await messageOf(user.id);
    await aMailing(api.dataSource, { ownerId: user.id, name: 'sends it', messageId: message });
    expect(await names(`messageId=${message}`)).toEqual(['sends it']);
    expect(await names(`messageId=${messageId}`)).toEqual([]);
    expect((await api.get('/mailings?messageId=x', token)).status).toBe(400);
    expect((await api.get('/mailings?sort=ownerId', token)).status).toBe(400);
    expect((await api.get('/mailings?owner=x', token)).status).toBe(400);
    expect((await api.get('/mailings?withTotal=true&limit=1', token)).body.total).toBe(5);
  });

  it('costs the same number of statements for one mailing and for many', async () => {
    const user = await aUser(api.dataSource);
    const token = await tokenOf(user);
    const statementsOf = async () => {
      const seen = vi.spyOn(api.dataSource.logger, 'logQuery');
      await api.get('/mailings?withTotal=true', token);
      const { length } = seen.mock.calls;
      seen.mockRestore();
      return length;
    };
    const withRuns = async (count: number) => {
      for (let i = 0; i < count; i += 1) {
        await aRun(api.dataSource, await aMailing(api.dataSource, { ownerId: user.id }));
      }
    };
    await withRuns(1);
    const one = await statementsOf();
    await withRuns(20);
    expect([await statementsOf(), one > 0]).toEqual([one, true]);
  });
});

describe('planning', () => {
  it('counts an audience before it is saved', async () => {
    const { status, body } = await api.post('/mailings/audience', { audience: all }, owner);
    expect([status, body.count, body.sample.length]).toEqual([200, 3, 3]);
    expect(Object.keys(body.sample[0])).toEqual(['id', 'fullName', 'email', 'phone']);
    const foreign = { audience: { clientIds: [foreignClientId] } };
    expect((await api.post('/mailings/audience', foreign, owner)).status).toBe(400);
  });

  it('shows the next firings of a schedule', async () => {
    const body = { startAt: '2033-01-31T10:00', timezone: 'Europe/Berlin', periodicity: 'monthly', count: 3 };
    const answer = await api.post('/mailings/schedule', body, owner);
    expect([answer.status, answer.body.occurrences]).toEqual([
      200,
      ['2033-01-31T09:00:00.000Z', '2033-02-28T09:00:00.000Z', '2033-03-31T08:00:00.000Z'],
    ]);
    const five = await api.post('/mailings/schedule', { ...body, count: undefined }, owner);
    expect(five.body.occurrences).toHaveLength(5);
  });

  it.each([
    { count: 0 },
    { count: 101 },
    { count: '5' },
    { startAt: null },
    { startAt: 'abc' },
    { name: 'x' },
  ])('refuses a schedule with %j', async (wrong) => {
    const body = { startAt: '2033-01-31T10:00', timezone: 'UTC', periodicity: 'daily', ...wrong };
    expect((await api.post('/mailings/schedule', body, owner)).status).toBe(400);
  });

  it('counts only the owner’s clients', async () => {
    expect((await api.post('/mailings/audience', { audience: all }, other)).body.count).toBe(1);
  });
});
