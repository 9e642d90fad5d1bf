import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Import } from '../../src/modules/imports/import.entity.js';
import { multipart } from '../setup/images.js';
import { codeOf, codesOf, ImportStory } from '../setup/import-story.js';

let story: ImportStory;

beforeAll(async () => {
  story = await ImportStory.start();
});
afterAll(() => story?.close());
beforeEach(() => story.newOwner());

describe('what is no table', () => {
  it.each([
    ['an empty file', '', [400, 'empty']],
    ['a zip, as a new workbook is one', Buffer.from('504b03041400060008', 'hex'), [400, 'not_csv']],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), [400, 'not_csv']],
    ['a gzip', Buffer.from('1f8b0800000000000003', 'hex'), [400, 'not_csv']],
    ['zeros', Buffer.alloc(1_000), [400, 'not_csv']],
  ])('%s is refused at once', async (_, content, expected) => {
    expect(codeOf(await story.upload(content))).toEqual(expected);
    expect((await story.api.get('/clients/imports', story.owner)).body.items).toEqual([]);
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
    ['two columns for one field', 'email,name,ФИО\na@example.com,A,B', '1 fullName DUPLICATE_COLUMN'],
    ['a broken first line', '"email\na@example.com\n', '1 file ROW_PARSE'],
  ])('%s fails the import, and says why', async (_, content, error) => {
    const body = await story.imported(content);
    expect([body.status, codesOf(body)]).toEqual(['failed', [error]]);
  });

  it.each([
    ['UTF-16 without a mark', Buffer.from('email,fullName\na@example.com,A\n', 'utf16le')],
    ['line ends of every kind', 'email,fullName\r\n\ra@example.com,A\n\r\n'],
    ['only CR', 'email,fullName\ra@example.com,A'],
    ['blank lines first', '\n\r\nemail,fullName\na@example.com,A\n'],
    ['a separator that is told', 'sep=|\nemail|fullName\na@example.com|A\n'],
    ['columns that say nothing', 'email,ИНН,fullName,\na@example.com,7,A,x\n'],
  ])('%s is read all the same', async (_, content) => {
    expect(await story.imported(content)).toMatchObject({ status: 'completed', created: 1, rejected: 0 });
    expect(await story.clientsOf()).toMatchObject([
      { email: 'a@example.com', fullName: 'A', attributes: {} },
    ]);
  });

  it('tells which columns it did not take', async () => {
    const body = await story.imported('email,ИНН,fullName\na@example.com,7,A\n');
    expect(body.ignoredColumns).toEqual(['ИНН']);
  });

  it('one client five thousand times is one client', async () => {
    const table = `email,fullName\n${'a@example.com,A\n'.repeat(5_000)}`;
    expect(await story.imported(table)).toMatchObject({ total: 5_000, created: 1, updated: 4_999 });
    expect(await story.clientsOf()).toHaveLength(1);
  });

  it('an address of every broken kind costs its row, and says why', async () => {
    const broken: [string, string][] = [
      ...[
        'a',
        'a@',
        '@b.c',
        'a@b',
        'a b@c.de',
        'a@b..de',
        '.a@b.de',
        'a@-b.de',
        'a@b.c0m_',
        'a\u200b@b.de',
      ].map((address) => [address, 'EMAIL_INVALID'] as [string, string]),
      ...['a@b@c.de', 'a@[127.0.0.1]', 'a@1.2.3.4', 'Anna <a@b.de>', 'a@b.de, c@d.de'].map(
        (address) => [address, 'EMAIL_INVALID'] as [string, string],
      ),
      [`${'x'.repeat(65)}@b.de`, 'EMAIL_TOO_LONG'],
      [`a@${'x'.repeat(64)}.de`, 'EMAIL_TOO_LONG'],
      [`a@${'x.'.repeat(127)}de`, 'EMAIL_TOO_LONG'],
      ['анна@b.de', 'SMTPUTF8_UNSUPPORTED'],
      ['a\0@b.de', 'EMAIL_INVALID'],
    ];
    const body = await story.imported(
      ['email,fullName', ...broken.map(([address]) => `"${address}",A`), 'a@bücher.de,A'].join('\n'),
    );
    expect(codesOf(body)).toEqual(broken.map(([, code], index) => `${index + 2} email ${code}`));
    expect(await story.clientsOf()).toMatchObject([{ email: 'a@xn--bcher-kva.de' }]);
  });

  it('quotes that are never closed cost the lines they stand in', async () => {
    const rows = Array.from({ length: 100 }, (_, index) =>
      index % 10 === 0 ? `"c${index}@example.com,C` : `c${index}@example.com,C`,
    );
    const body = await story.imported(['email,fullName', ...rows].join('\n'));
    expect(body).toMatchObject({ total: 100, created: 90, rejected: 10 });
  });

  it('a first line alone imports nothing', async () => {
    expect(await story.imported('email,fullName')).toMatchObject({
      status: 'completed',
      total: 0,
      errors: [],
    });
  });

  it('a row of 10 MB or of 5,000 cells costs only itself', async () => {
    const body = await story.imported(
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
    expect(codeOf(await story.upload('email\na@example.com', fields))).toEqual(expected);
    expect(await story.api.dataSource.getRepository(Import).countBy({ ownerId: story.ownerId })).toBe(0);
  });

  it('other bodies are refused', async () => {
    expect((await story.api.post('/clients/import', { file: 'email' }, story.owner)).status).toBe(415);
    const noFile = multipart({ name: 'merge', content: 'skip' });
    expect(
      codeOf(
        await story.api.request({ method: 'POST', path: '/clients/import', token: story.owner, ...noFile }),
      ),
    ).toEqual([400, 'missing']);
    expect((await story.upload('email', {}, 'x')).status).toBe(401);
  });
});
