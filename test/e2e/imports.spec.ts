import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aClient } from '../factories/clients.js';
import { codesOf, ImportStory, utf16 } from '../setup/import-story.js';
import { windows1251 } from '../setup/windows-1251.js';

let story: ImportStory;

beforeAll(async () => {
  story = await ImportStory.start();
});
afterAll(() => story?.close());
beforeEach(() => story.newOwner());

const russian =
  'Почта;ФИО;Телефон;Теги\r\nanna@example.com;Анна Ёлкина;79265942750;Бизнес\r\nПлохой;Боб;;\r\n;Яна;79030000000;\r\n';

describe('an import', () => {
  it.each([
    ['UTF-8', Buffer.from(russian)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${russian}`)],
    ['UTF-16', utf16(russian)],
    ['big-endian UTF-16', utf16(russian).swap16()],
    ['Windows-1251', windows1251(russian)],
    ['UTF-8 with tabs and CR', Buffer.from(russian.replaceAll(';', '\t').replaceAll('\r\n', '\r'))],
  ])('takes a Russian table in %s', async (_, content) => {
    const body = await story.imported(content);
    expect(body).toMatchObject({
      status: 'completed',
      total: 3,
      created: 2,
      updated: 0,
      rejected: 1,
      progress: 1,
    });
    expect(codesOf(body)).toEqual(['3 email EMAIL_INVALID']);
    expect(await story.clientsOf()).toMatchObject([
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
    const body = await story.imported(
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
    expect(await story.clientsOf()).toMatchObject([
      { email: 'A@example.com', phone: '79260000000', fullName: 'Anna', comment: 'two\nlines' },
      { email: 'd@example.com' },
    ]);
  });

  it('changes known clients by cells that are not empty, or leaves them alone', async () => {
    await aClient(story.api.dataSource, story.ownerId, {
      email: 'anna@example.com',
      fullName: 'Anna',
      comment: 'first',
    });
    await aClient(story.api.dataSource, story.ownerId, {
      email: null,
      phone: '79030000000',
      fullName: 'Bob',
    });
    const table =
      'email,phone,fullName,comment\nANNA@example.com,,Anna Kim,\nanna@example.com,79030000000,X,\nc@example.com,,C,\n';
    expect(await story.imported(table, { merge: 'skip' })).toMatchObject({
      created: 1,
      updated: 0,
      skipped: 1,
      rejected: 1,
    });
    const body = await story.imported(table, { merge: 'update' });
    expect(body).toMatchObject({ created: 0, updated: 2, skipped: 0, rejected: 1, merge: 'update' });
    expect(codesOf(body)).toEqual(['3 phone contacts_of_two_clients']);
    expect(await story.clientsOf()).toMatchObject([
      { fullName: 'Anna Kim', comment: 'first' },
      { fullName: 'Bob' },
      { fullName: 'C' },
    ]);
  });

  it('tries out without a trace, over many slices', async () => {
    const { id } = await aClient(story.api.dataSource, story.ownerId, {
      email: 'c5@example.com',
      phone: '79030000000',
    });
    const rows = Array.from({ length: 2_500 }, (_, index) => `c${index}@example.com,,C`);
    const table = [
      'email,phone,fullName',
      ...rows,
      'c0@example.com,79031111111,',
      'c7@example.com,79030000000,',
      ',79031111111,C',
    ].join('\n');
    const counts = { total: 2_503, created: 2_499, updated: 3, rejected: 1 };
    expect(await story.imported(table, { dryRun: 'true' })).toMatchObject({ ...counts, dryRun: true });
    expect((await story.clientsOf()).map((client) => client.id)).toEqual([id]);
    expect(await story.imported(table)).toMatchObject({ ...counts, dryRun: false });
    expect(await story.clientsOf()).toHaveLength(2_500);
  });

  it('swaps the contacts of two clients', async () => {
    await aClient(story.api.dataSource, story.ownerId, { email: 'a@example.com', phone: '79030000001' });
    await aClient(story.api.dataSource, story.ownerId, { email: 'b@example.com', phone: '79030000002' });
    const table =
      'email,phone\na@example.com,79030000009\nb@example.com,79030000001\na@example.com,79030000002\n';
    expect(await story.imported(table)).toMatchObject({ updated: 3, rejected: 0 });
    expect((await story.clientsOf()).map(({ phone }) => phone)).toEqual(['79030000002', '79030000001']);
  });

  it('gives the refused rows as a table that imports when it is corrected', async () => {
    const { id } = await story.imported('email;fullName\n"=bad";"A;""B"""\n"x;y\n');
    const { status, text, headers } = await story.api.get(`/clients/imports/${id}/rejected`, story.owner);
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
    expect(await story.imported(text.replace("'=bad", 'good@example.com'))).toMatchObject({
      created: 1,
      rejected: 1,
    });
    expect(await story.clientsOf()).toMatchObject([{ email: 'good@example.com', fullName: 'A;"B"' }]);
  });
});
