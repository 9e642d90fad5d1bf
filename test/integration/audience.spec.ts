import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../src/modules/clients/client.entity.js';
import { ClientsService } from '../../src/modules/clients/clients.service.js';
import { aClient, aPhone } from '../factories/clients.js';
import { startTestApp, type TestApp } from '../setup/app.js';

const ownerId = randomUUID();
let app: TestApp;
let clients: ClientsService;
let all: Record<string, Client>;
let foreign: Client;

beforeAll(async () => {
  app = await startTestApp();
  clients = app.app.get(ClientsService);
  const { dataSource } = app;
  const mailOnly = await aClient(dataSource, ownerId, { fullName: 'mail', tags: ['vip'] });
  const phoneOnly = await aClient(dataSource, ownerId, {
    ...{ fullName: 'phone', email: null, phone: aPhone(), operatorCode: '926', tags: ['vip', 'Бизнес'] },
  });
  const both = await aClient(dataSource, ownerId, {
    ...{ fullName: 'both', phone: aPhone(), operatorCode: '903', tags: ['Бизнес'] },
  });
  all = { mailOnly, phoneOnly, both };
  foreign = await aClient(dataSource, randomUUID(), { tags: ['vip'], operatorCode: '926' });
});
afterAll(() => app?.close());

describe('the audience of a filter', () => {
  it.each([
    ['everybody', {}, 'mail, phone, both'],
    ['empty lists are no filter', { tags: [], operatorCodes: [] }, 'mail, phone, both'],
    ['one tag', { tags: ['vip'] }, 'mail, phone'],
    ['either of two tags', { tags: ['vip', 'Бизнес'] }, 'mail, phone, both'],
    ['one operator code', { operatorCodes: ['903'] }, 'both'],
    ['either of two codes', { operatorCodes: ['903', '926'] }, 'phone, both'],
    ['a tag and a code', { tags: ['vip'], operatorCodes: ['903', '926'] }, 'phone'],
    ['a tag that nobody has', { tags: ['VIP'] }, ''],
  ])('%s', async (_, filter, names) => {
    const { count, sample } = await clients.audienceOf(ownerId, { filter }, 'console', 10);
    expect(sample.map((client) => client.fullName).join(', ')).toBe(names);
    expect(count).toBe(sample.length);
  });

  it.each([
    ['email', 'mail, both'],
    ['sms', 'phone, both'],
    ['console', 'mail, phone, both'],
  ] as const)('holds those whom %s can reach', async (channel, names) => {
    const { sample } = await clients.audienceOf(ownerId, { filter: {} }, channel, 10);
    expect(sample.map((client) => client.fullName).join(', ')).toBe(names);
  });

  it('counts beyond its sample', async () => {
    const { count, sample } = await clients.audienceOf(ownerId, { filter: {} }, 'console', 1);
    expect([count, sample.length]).toEqual([3, 1]);
  });
});

describe('the audience of a list', () => {
  it('holds own clients only, each once', async () => {
    const { mailOnly, both } = all;
    const clientIds = [mailOnly!.id, both!.id, both!.id, foreign.id, randomUUID()];
    const { count, sample } = await clients.audienceOf(ownerId, { clientIds }, 'email', 10);
    expect(sample.map((client) => client.fullName)).toEqual(['mail', 'both']);
    expect(count).toBe(2);
  });
});

describe('counting own clients', () => {
  it('passes over foreign and unknown ids and counts each once', async () => {
    const { mailOnly, phoneOnly } = all;
    const ids = [mailOnly!.id, phoneOnly!.id, phoneOnly!.id, foreign.id, randomUUID()];
    expect(await clients.countOwned(ownerId, ids)).toBe(2);
    expect(await clients.countOwned(ownerId, [])).toBe(0);
  });

  it('takes ten thousand ids', async () => {
    const ids = Array.from({ length: 10_000 }, () => randomUUID());
    expect(await clients.countOwned(ownerId, [...ids, all.both!.id])).toBe(1);
  });
});
