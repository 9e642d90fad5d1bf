import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { INestApplicationContext } from '@nestjs/common';
import { Client } from '../../src/modules/clients/client.entity.js';
import { ImportWorker } from '../../src/modules/imports/import-worker.js';
import { Import } from '../../src/modules/imports/import.entity.js';
import { WorkerModule } from '../../src/worker.module.js';
import { aClient } from '../factories/clients.js';
import { aManager, aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp, type TestResponse } from '../setup/app.js';
import { multipart } from '../setup/images.js';
import { windows1251 } from '../setup/windows-1251.js';

let api: TestApp;
let ownerId: string;
let owner: string;

// All of them stay until the end: Passport knows one strategy of a name in a process, that of the newest context.
const workers: INestApplicationContext[] = [];

async function startWorker(): Promise<void> {
  const options = { logger: false, abortOnError: false } as const;
  workers.push(await NestFactory.createApplicationContext(WorkerModule.forRoot(api.config), options));
}

/** What a worker does when it is told to stop. */
const stopWorker = () => workers.at(-1)!.get(ImportWorker, { strict: false }).beforeApplicationShutdown();

beforeAll(async () => {
  api = await startTestApp({ SCHEDULER_ENABLED: 'false' });
  await startWorker();
});
afterAll(async () => {
  for (const worker of workers) await worker.close();
  await api?.close();
});
beforeEach(async () => {
  const user = await aUser(api.dataSource);
  [ownerId, owner] = [user.id, await tokenOf(user)];
});

function upload(
  content: string | Buffer,
  fields: Record<string, string> = {},
  token = owner,
): Promise<TestResponse> {
  const file = { name: 'file', filename: 'clients.csv', type: 'text/csv', content };
  const others = Object.entries(fields).map(([name, value]) => ({ name, content: value }));
  return api.request({ method: 'POST', path: '/clients/import', token, ...multipart(...others, file) });
}

async function ended(importId: string, token = owner) {
  for (;;) {
    const { status, body } = await api.get(`/clients/imports/${importId}`, token);
    expect(status).toBe(200);
    if (body.status === 'completed' || body.status === 'failed') return body;
    await sleep(50);
  }
}

async function imported(content: string | Buffer, fields: Record<string, string> = {}, token = owner) {
  const { status, body } = await upload(content, fields, token);
  expect([status, body]).toEqual([202, { importId: expect.any(String) }]);
  return ended(body.importId, token);
}

const clientsOf = (id = ownerId) =>
  api.dataSource.getRepository(Client).find({ where: { ownerId: id }, order: { id: 'ASC' } });
const exported = async (token = owner) => (await api.get('/clients/export', token)).text;
const codesOf = (body: { errors: { line: number; field: string; code: string }[] }) =>
  body.errors.map(({ line, field, code }) => `${line} ${field} ${code}`);
const codeOf = ({ status, body }: TestResponse) => [status, body.errors?.[0]?.code ?? body.code];

const russian =
  'Почта;ФИО;Телефон;Теги\r\nanna@example.com;Анна Ёлкина;79265942750;Бизнес\r\nПлохой;Боб;;\r\n;Яна;79030000000;\r\n';
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('an import', () => {
  it.each([
    ['UTF-8', Buffer.from(russian)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${russian}`)],
    ['UTF-16', utf16(russian)],
    ['big-endian UTF-16', utf16(russian).swap16()],
    ['Windows-1251', windows1251(russian)],
    ['UTF-8 with tabs and CR', Buffer.from(russian.replaceAll(';', '\t').replaceAll('\r\n', '\r'))],
  ])('takes a Russian table in %s', async (_, content) => {
    const body = await imported(content);
    expect(body).toMatchObject({
      status: 'completed',
      total: 3,
      created: 2,
      updated: 0,
      rejected: 1,
      progress: 1,
    });
    expect(codesOf(body)).toEqual(['3 email EMAIL_INVALID']);
    expect(await clientsOf()).toMatchObject([
      {
        email: 'anna@example.com',
        fullName: 'Анна Ёлкина',
        phone: '79265942750',
        operatorCode: '926',
        tags: ['Бизнес'],
      },
      { email: null, fullName: 'Яна', phone: '79030000000' },
    ]);
  });

  it('tells every fault of every row, and takes the good ones', async () => {
    const body = await imported(
      [
        'email,phone,fullName,comment,№',
        'a@example.com,,Anna,"two\nlines",1',
        'b@example.com,8926,,,2',
        ',,Nobody,,3',
        '"c@example.com,,C,,4',
        'd@example.com,,D,,5',
        'e@example.com,,E,,6,7',
        'A@EXAMPLE.com,79260000000,,,8',
      ].join('\n'),
    );
    expect(body).toMatchObject({
      status: 'completed',
      total: 7,
      created: 2,
      updated: 1,
      rejected: 4,
      ignoredColumns: ['№'],
    });
    expect(codesOf(body)).toEqual([
      '4 phone phone_invalid',
      '5 email contact_required',
      '5 phone contact_required',
      '6 row ROW_PARSE',
      '8 row TOO_MANY_COLUMNS',
    ]);
    expect(await clientsOf()).toMatchObject([
      { email: 'A@example.com', phone: '79260000000', fullName: 'Anna', comment: 'two\nlines' },
      { email: 'd@example.com' },
    ]);
  });

  it('changes known clients by cells that are not empty, or leaves them alone', async () => {
    await aClient(api.dataSource, ownerId, { email: 'anna@example.com', fullName: 'Anna', comment: 'first' });
    await aClient(api.dataSource, ownerId, { email: null, phone: '79030000000', fullName: 'Bob' });
    const table =
      'email,phone,fullName,comment\nANNA@example.com,,Anna Kim,\nanna@example.com,79030000000,X,\nc@example.com,,C,\n';
    expect(await imported(table, { merge: 'skip' })).toMatchObject({
      created: 1,
      updated: 0,
      skipped: 1,
      rejected: 1,
    });
    const body = await imported(table, { merge: 'update' });
    expect(body).toMatchObject({ created: 0, updated: 2, skipped: 0, rejected: 1, merge: 'update' });
    expect(codesOf(body)).toEqual(['3 phone contacts_of_two_clients']);
    expect(await clientsOf()).toMatchObject([
      { fullName: 'Anna Kim', comment: 'first' },
      { fullName: 'Bob' },
      { fullName: 'C' },
    ]);
  });

  it('tries out without a trace, over many slices', async () => {
    const { id } = await aClient(api.dataSource, ownerId, { email: 'c5@example.com', phone: '79030000000' });
    const rows = Array.from({ length: 2_500 }, (_, index) => `c${index}@example.com,,C`);
    const table = [
      'email,phone,fullName',
      ...rows,
      'c0@example.com,79031111111,',
      'c7@example.com,79030000000,',
      ',79031111111,C',
    ].join('\n');
    const counts = { total: 2_503, created: 2_499, updated: 3, rejected: 1 };
    expect(await imported(table, { dryRun: 'true' })).toMatchObject({ ...counts, dryRun: true });
    expect((await clientsOf()).map((client) => client.id)).toEqual([id]);
    expect(await imported(table)).toMatchObject({ ...counts, dryRun: false });
    expect(await clientsOf()).toHaveLength(2_500);
  });

  it('swaps the contacts of two clients', async () => {
    await aClient(api.dataSource, ownerId, { email: 'a@example.com', phone: '79030000001' });
    await aClient(api.dataSource, ownerId, { email: 'b@example.com', phone: '79030000002' });
    const table =
      'email,phone\na@example.com,79030000009\nb@example.com,79030000001\na@example.com,79030000002\n';
    expect(await imported(table)).toMatchObject({ updated: 3, rejected: 0 });
    expect((await clientsOf()).map(({ phone }) => phone)).toEqual(['79030000002', '79030000001']);
  });

  it('gives the refused rows as a table that imports when it is corrected', async () => {
    const { id } = await imported('email;fullName\n"=bad";"A;""B"""\n"x;y\n');
    const { status, text, headers } = await api.get(`/clients/imports/${id}/rejected`, owner);
    expect([status, headers['content-type'], headers['content-disposition']]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'attachment; filename="rejected.csv"',
    ]);
    expect(text.split('\r\n')).toEqual([
      '\ufeffemail,fullName,line,reason',
      `'=bad,"A;""B""",2,email: must be an e-mail address such as anna@example.com`,
      '"""x;y",,3,"row: a quote is opened and not closed, or text follows a closed one"',
      '',
    ]);
    expect(await imported(text.replace("'=bad", 'good@example.com'))).toMatchObject({
      created: 1,
      rejected: 1,
    });
    expect(await clientsOf()).toMatchObject([{ email: 'good@example.com', fullName: 'A;"B"' }]);
  });
});

describe('what is no table', () => {
  it.each([
    ['an empty file', '', [400, 'empty']],
    ['a zip', Buffer.from('504b03041400060008', 'hex'), [400, 'not_csv']],
  ])('%s is refused at once', async (_, content, expected) => {
    expect(codeOf(await upload(content))).toEqual(expected);
    expect((await api.get('/clients/imports', owner)).body.items).toEqual([]);
  });

  it.each([
    ['only a mark', '\ufeff', '1 file empty'],
    ['no contact', 'name\nAnna\n', '1 email NO_EMAIL_COLUMN'],
    [
      '5,000 columns',
      Array.from({ length: 5_000 }, (_, index) => `c${index}`).join(','),
      '1 file TOO_MANY_COLUMNS',
    ],
    ['a first line of 10 MB', 'x'.repeat(10_000_000), '1 file ROW_TOO_LONG'],
    ['a broken first line', '"email\na@example.com\n', '1 file ROW_PARSE'],
  ])('%s fails the import, and says why', async (_, content, error) => {
    const body = await imported(content);
    expect([body.status, codesOf(body)]).toEqual(['failed', [error]]);
  });

  it('a first line alone imports nothing', async () => {
    expect(await imported('email,fullName')).toMatchObject({ status: 'completed', total: 0, errors: [] });
  });

  it('a row of 10 MB or of 5,000 cells costs only itself', async () => {
    const body = await imported(
      `email,fullName\na@x.de,${'x'.repeat(10_000_000)}\nb@x.de,B${',x'.repeat(5_000)}\nc@x.de,C\n`,
    );
    expect(codesOf(body)).toEqual(['2 row ROW_TOO_LONG', '3 row TOO_MANY_COLUMNS']);
    expect(body).toMatchObject({ status: 'completed', created: 1, rejected: 2 });
  });

  it.each([
    [{ merge: 'replace' }, [400, 'not_in_list']],
    [{ dryRun: 'maybe' }, [400, 'not_boolean']],
    [{ ownerId: 'x' }, [400, 'unknown_field']],
  ] as [Record<string, string>, unknown][])('the options %j are refused', async (fields, expected) => {
    expect(codeOf(await upload('email\na@example.com', fields))).toEqual(expected);
    expect(await api.dataSource.getRepository(Import).countBy({ ownerId })).toBe(0);
  });

  it('other bodies are refused', async () => {
    expect((await api.post('/clients/import', { file: 'email' }, owner)).status).toBe(415);
    const noFile = multipart({ name: 'merge', content: 'skip' });
    expect(
      codeOf(await api.request({ method: 'POST', path: '/clients/import', token: owner, ...noFile })),
    ).toEqual([400, 'missing']);
    expect((await upload('email', {}, 'x')).status).toBe(401);
  });
});

describe('limits and access', () => {
  const asleep = () =>
    api.dataSource.query(
      `UPDATE imports SET status = 'running', finished_at = NULL, lease_until = now() + interval '1 hour' WHERE owner_id = $1`,
      [ownerId],
    );

  it('one import at a time: another is 409', async () => {
    await imported('email,fullName\na@example.com,A');
    await asleep();
    expect(codeOf(await upload('email'))).toEqual([409, 'import.already_running']);
    await api.dataSource.query('DELETE FROM imports WHERE owner_id = $1', [ownerId]);
    await imported('email,fullName\na@example.com,A');
  });

  it('an upload that broke off holds up its owner for a minute at most', async () => {
    await api.dataSource.query(
      `INSERT INTO imports (owner_id, lease_until) VALUES ($1, now() + interval '1 minute')`,
      [ownerId],
    );
    expect((await upload('email')).status).toBe(409);
    await api.dataSource.query(
      `UPDATE imports SET lease_until = now() - interval '1 second' WHERE owner_id = $1`,
      [ownerId],
    );
    expect((await imported('email')).status).toBe('completed');
  });

  it('the sixth in an hour is 429', async () => {
    for (let count = 0; count < 5; count += 1) await imported('email');
    const answer = await upload('email');
    expect(codeOf(answer)).toEqual([429, 'import.too_many']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(3_000);
    expect((await api.get('/clients/imports?limit=2&withTotal=true', owner)).body).toMatchObject({
      total: 5,
      items: [{ status: 'completed' }, { status: 'completed' }],
      nextCursor: expect.any(String),
    });
  });

  it('others see nothing of it, managers may look', async () => {
    const { id } = await imported('email\nx\n');
    const stranger = await tokenOf(await aUser(api.dataSource));
    const manager = await tokenOf(await aManager(api.dataSource));
    for (const path of [`/clients/imports/${id}`, `/clients/imports/${id}/rejected`]) {
      expect((await api.get(path, stranger)).status).toBe(404);
      expect((await api.get(path, manager)).status).toBe(200);
    }
    expect((await api.get('/clients/imports', stranger)).body.items).toEqual([]);
    expect((await api.get('/clients/imports/x', owner)).status).toBe(400);
  });
});

describe('the export', () => {
  it('comes back to the same clients, in another account too, and runs nothing in a spreadsheet', async () => {
    const risky = {
      email: '+me@example.com',
      fullName: '=cmd()',
      comment: '\'=x\r\n"q"; ,\t ',
      tags: ['-1', 'a;b', ' c\\', 'Бизнес'],
    };
    await aClient(api.dataSource, ownerId, {
      ...risky,
      attributes: { city: '＝1', n: 7, s: '7', yes: true, none: null },
    });
    await aClient(api.dataSource, ownerId, {
      phone: '79265942750',
      operatorCode: '495',
      timezone: 'Europe/Moscow',
      email: null,
    });
    await aClient(api.dataSource, ownerId, { comment: '  ' });
    const { headers, text } = await api.get('/clients/export', owner);
    expect(headers['content-disposition']).toBe('attachment; filename="clients.csv"');
    expect(text.split('\r\n')[0]).toBe(
      '\ufeffemail,phone,fullName,comment,operatorCode,tags,timezone,attributes',
    );
    expect(text).toContain(`'+me@example.com,,'=cmd(),`);
    expect(await imported(text)).toMatchObject({ created: 0, updated: 3, rejected: 0 });
    const other = await aUser(api.dataSource);
    const token = await tokenOf(other);
    expect(await imported(text, {}, token)).toMatchObject({ created: 3, rejected: 0 });
    const plain = (client: Client) => ({ ...client, id: '', ownerId: '', createdAt: 0, updatedAt: 0 });
    expect((await clientsOf(other.id)).map(plain)).toEqual((await clientsOf()).map(plain));
    expect(await exported(token)).toBe(text);
  });
});

describe('an interrupted import', () => {
  const rows = Array.from({ length: 12_000 }, (_, index) =>
    index % 100 === 0 ? `bad${index},B` : `c${index}@example.com,C`,
  );
  const table = ['email,fullName', ...rows].join('\n');
  const progressOf = async (id: string) => {
    const { status, body } = await api.get(`/clients/imports/${id}`, owner);
    expect(status).toBe(200);
    return body;
  };

  it('goes on in another worker where it stopped', async () => {
    const { body } = await upload(table);
    while ((await progressOf(body.importId)).total < 2_000) await sleep(5);
    await stopWorker();
    const { status, total } = await progressOf(body.importId);
    expect(status).toBe('running');
    expect(total).toBeLessThan(12_000);
    await startWorker();
    expect(await ended(body.importId)).toMatchObject({
      total: 12_000,
      created: 11_880,
      updated: 0,
      rejected: 120,
    });
    expect(await clientsOf()).toHaveLength(11_880);
    const [left] = await api.dataSource.query('SELECT count(*)::int AS count FROM import_chunks');
    expect(left.count).toBe(0);
  });

  it('is given to another worker when its own is heard of no more, and that one can save nothing more', async () => {
    const { body } = await upload(table);
    while ((await progressOf(body.importId)).total < 1_000) await sleep(5);
    // As if the lease had run out while the worker was frozen: the same process takes it up anew beside the old one.
    await api.dataSource.query(`UPDATE imports SET lease_until = now() - interval '1 second' WHERE id = $1`, [
      body.importId,
    ]);
    expect(await ended(body.importId)).toMatchObject({
      total: 12_000,
      created: 11_880,
      updated: 0,
      rejected: 120,
    });
  });

  it('that ends its workers again and again is given up', async () => {
    await stopWorker();
    const { body } = await upload(table);
    await api.dataSource.query(`UPDATE imports SET status = 'running', tries = 5 WHERE id = $1`, [
      body.importId,
    ]);
    await startWorker();
    expect(codesOf(await ended(body.importId))).toEqual(['1 file gave_up']);
  });
});
