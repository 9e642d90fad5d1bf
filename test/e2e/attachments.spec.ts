import { randomBytes, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMessage, anAttachment } from '../factories/messages.js';
import { aUser, tokenOf } from '../factories/users.js';
import type { TestApp } from '../setup/app.js';
import { startAppWithCast } from '../setup/cast.js';
import { multipart, type Part } from '../setup/images.js';

const mib = 1024 * 1024;

let app: TestApp;
let ownerId: string;
let owner: string;
let stranger: string;
let manager: string;

beforeAll(async () => {
  ({ app, ownerId, owner, stranger, manager } = await startAppWithCast());
});
afterAll(() => app?.close());

const theMessage = () => aMessage(app.dataSource, ownerId);

function upload(messageId: string, part: Partial<Part> = {}, token = owner) {
  const { body, headers } = multipart({
    name: 'file',
    filename: 'a.txt',
    type: 'text/plain',
    content: 'words',
    ...part,
  });
  return app.request({ method: 'POST', path: `/messages/${messageId}/attachments`, body, headers, token });
}
const listOf = async (messageId: string, token = owner) =>
  (await app.get(`/messages/${messageId}/attachments`, token)).body.items;
const download = async (messageId: string, id: string, token = owner) => {
  const response = await app.app.inject({
    method: 'GET',
    url: `/api/v1/messages/${messageId}/attachments/${id}`,
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: response.statusCode, headers: response.headers, bytes: response.rawPayload };
};
/** How many contents the owner has in the database. */
const contentsOf = async (id: string) =>
  (
    await app.dataSource.query('SELECT count(*)::int AS n FROM attachment_contents WHERE owner_id = $1', [id])
  )[0].n;

describe('a file', () => {
  it('is attached, listed in its order, and comes back byte by byte as a file to save', async () => {
    const { id } = await theMessage();
    const bytes = randomBytes(3 * mib);
    const name = 'Прайс-лист «осень» 🎁👨‍👩‍👧.bin';
    const added = await upload(id, { filename: name, type: 'application/x-thing; v=1', content: bytes });
    expect(added.status).toBe(201);
    expect(added.body).toEqual({
      id: added.body.id,
      name,
      type: 'application/x-thing',
      size: bytes.length,
    });
    const second = await upload(id, { content: '%PDF-1.7', filename: 'b.pdf' });
    expect(second.body.type).toBe('application/pdf');
    expect(await app.get(`/messages/${id}/attachments`, owner)).toMatchObject({
      status: 200,
      body: { items: [added.body, second.body], nextCursor: null },
    });

    const file = await download(id, added.body.id);
    expect(file.bytes.equals(bytes)).toBe(true);
    expect(file.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(bytes.length),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    const [, ascii, extended] = /^attachment; filename="([ -~]+)"; filename\*=UTF-8''([\w%.!-]+)$/.exec(
      String(file.headers['content-disposition']),
    )!;
    expect(ascii).toMatch(/\.bin$/);
    expect(decodeURIComponent(extended!)).toBe(name);
  });

  it('of html is never shown', async () => {
    const { id } = await theMessage();
    const added = await upload(id, {
      filename: 'a.html',
      type: 'text/html',
      content: '<script>alert(1)</script>',
    });
    const { headers } = await download(id, added.body.id);
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['content-disposition']).toBe('attachment; filename="a.html"');
    expect(headers['content-security-policy']).toContain('sandbox');
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\temp\\a.txt', 'a.txt'],
    ['cod\u202efdp.txt', 'codfdp.txt'],
    ['', 'attachment'],
    ['x'.repeat(5_000) + '.txt', `${'x'.repeat(196)}.txt`],
  ])('named %j is called %j', async (filename, name) => {
    const { id } = await theMessage();
    expect((await upload(id, { filename })).body.name).toBe(name);
  });

  it('is removed, and with its last use its content', async () => {
    const user = await aUser(app.dataSource);
    const token = await tokenOf(user);
    const [one, other] = [await aMessage(app.dataSource, user.id), await aMessage(app.dataSource, user.id)];
    const added = await upload(one.id, {}, token);
    await upload(one.id, { filename: 'twin.txt' }, token);
    await upload(other.id, {}, token);
    expect(await contentsOf(user.id)).toBe(1);

    const path = `/messages/${one.id}/attachments/${added.body.id}`;
    expect((await app.delete(path, token)).status).toBe(204);
    expect((await app.delete(path, token)).status).toBe(404);
    expect((await listOf(one.id, token)).map(({ name }: { name: string }) => name)).toEqual(['twin.txt']);
    expect(await contentsOf(user.id)).toBe(1);
    for (const { id } of [one, other]) expect((await app.delete(`/messages/${id}`, token)).status).toBe(204);
    expect(await contentsOf(user.id)).toBe(0);
  });

  it('stands in the preview', async () => {
    const { id } = await theMessage();
    await upload(id);
    const { body } = await app.post(`/messages/${id}/preview`, {}, owner);
    expect(body.attachments).toEqual([{ name: 'a.txt', type: 'text/plain', size: 5 }]);
  });
});

describe('a file is refused', () => {
  it.each<[string, Partial<Part>, string]>([
    ['when it is empty', { content: '' }, 'ATTACHMENT_EMPTY'],
    ['when it is a program by its name', { filename: 'bill.pdf.exe' }, 'ATTACHMENT_TYPE'],
    ['when it is a script', { filename: 'a.JS' }, 'ATTACHMENT_TYPE'],
    [
      'when it is a program by its bytes',
      { filename: 'a.png', content: 'MZ\x90\0\x03\0' },
      'ATTACHMENT_TYPE',
    ],
  ])('%s', async (_, part, code) => {
    const { id } = await theMessage();
    const { status, body } = await upload(id, part);
    expect([status, body.code, body.errors[0].field, body.errors[0].code]).toEqual([
      400,
      'request.invalid',
      'file',
      code,
    ]);
    expect(await listOf(id)).toEqual([]);
  });

  it('in another field, as JSON, or without a file', async () => {
    const { id } = await theMessage();
    expect((await upload(id, { name: 'image' })).status).toBe(400);
    expect((await app.post(`/messages/${id}/attachments`, { file: 'x' }, owner)).status).toBe(415);
    expect((await upload(id, { filename: undefined })).status).toBe(400);
  });

  it('over 10 MB, alone or with the others', async () => {
    const { id } = await theMessage();
    const alone = await upload(id, { content: Buffer.alloc(10 * mib + 1, 'x') });
    expect([alone.status, alone.body.code]).toEqual([413, 'attachment.too_large']);
    expect((await upload(id, { content: Buffer.alloc(10 * mib - 5, 'x') })).status).toBe(201);
    expect((await upload(id)).status).toBe(201);
    const more = await upload(id, { content: 'x' });
    expect([more.status, more.body.code]).toEqual([413, 'attachment.too_large']);
    expect(await listOf(id)).toHaveLength(2);
  });

  it('beyond ten, also when several come at once', async () => {
    const { id } = await theMessage();
    for (let i = 0; i < 9; i += 1) expect((await upload(id, { content: `words ${i}` })).status).toBe(201);
    const answers = await Promise.all(['a', 'b', 'c'].map((content) => upload(id, { content })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('attachment.too_many');
    expect(await listOf(id)).toHaveLength(10);
  });

  it('when two together are too large, and come at once', async () => {
    const { id } = await theMessage();
    const contents = ['a', 'b'].map((letter) => Buffer.alloc(6 * mib, letter));
    const answers = await Promise.all(contents.map((content) => upload(id, { content })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 413]);
    expect(await listOf(id)).toHaveLength(1);
  });
});

it('the same content, added and removed at the same moments, is there exactly while it is used', async () => {
  const user = await aUser(app.dataSource);
  const token = await tokenOf(user);
  const messages = await Promise.all(Array.from({ length: 3 }, () => aMessage(app.dataSource, user.id)));
  for (let round = 0; round < 10; round += 1) {
    const answers = await Promise.all(
      messages.map(async ({ id }) => {
        const added = await upload(id, {}, token);
        const removed = await app.delete(`/messages/${id}/attachments/${added.body.id}`, token);
        return [added.status, removed.status];
      }),
    );
    expect(answers).toEqual(messages.map(() => [201, 204]));
    expect(await contentsOf(user.id)).toBe(0);
  }
});

it('an upload that is cut leaves nothing, and the account may go on', async () => {
  const { id } = await theMessage();
  const url = new URL(await app.listen());
  const { body, headers } = multipart({ name: 'file', filename: 'a.bin', content: Buffer.alloc(mib, 'x') });
  const head =
    `POST /api/v1/messages/${id}/attachments HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${owner}\r\n` +
    `content-type: ${headers['content-type']}\r\ncontent-length: ${body.length}\r\n\r\n`;
  for (let i = 0; i < 6; i += 1) {
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(url.port), url.hostname, () => {
        socket.write(head);
        socket.write(body.subarray(0, body.length / 2), () => setTimeout(() => socket.destroy(), 50));
      });
      socket.on('close', () => resolve()).on('error', reject);
    });
  }
  expect(await listOf(id)).toEqual([]);
  expect((await upload(id)).status).toBe(201);
});

describe('files of others', () => {
  it('are hidden from strangers, and shown to managers', async () => {
    const message = await theMessage();
    const { id } = await anAttachment(app.dataSource, message);
    const path = `/messages/${message.id}/attachments`;
    expect((await app.get(path, stranger)).status).toBe(404);
    expect((await download(message.id, id, stranger)).status).toBe(404);
    expect((await app.delete(`${path}/${id}`, stranger)).status).toBe(404);
    expect((await upload(message.id, {}, stranger)).status).toBe(404);
    expect(await listOf(message.id, manager)).toHaveLength(1);
    expect((await download(message.id, id, manager)).bytes.toString()).toBe('words');
    expect((await upload(message.id, {}, manager)).status).toBe(403);
    expect((await app.delete(`${path}/${id}`, manager)).status).toBe(403);
  });

  it('are not found under a message of one’s own', async () => {
    const { id } = await anAttachment(app.dataSource, await theMessage());
    const user = await aUser(app.dataSource);
    const mine = await aMessage(app.dataSource, user.id);
    const token = await tokenOf(user);
    expect((await download(mine.id, id, token)).status).toBe(404);
    expect((await app.delete(`/messages/${mine.id}/attachments/${id}`, token)).status).toBe(404);
    // Nor under another of the same owner.
    expect((await download((await theMessage()).id, id)).status).toBe(404);
  });

  it.each([
    ['1', 400],
    [randomUUID(), 404],
  ])('the id %s is %i', async (id, status) => {
    const message = await theMessage();
    expect((await app.get(`/messages/${message.id}/attachments/${id}`, owner)).status).toBe(status);
  });
});
