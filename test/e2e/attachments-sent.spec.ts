// What becomes of files once their message is sent: in the letters, in the run's snapshot, in the record.
import { createHash, randomBytes } from 'node:crypto';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aClient } from '../factories/clients.js';
import { aMessage } from '../factories/messages.js';
import type { TestApp } from '../setup/app.js';
import { startAppWithCast } from '../setup/cast.js';
import { multipart } from '../setup/images.js';
import { openPostOffice, type PostOffice } from '../setup/post-office.js';
import type { ReceivedMail } from '../setup/scripted-smtp-server.js';
import { eventually } from '../setup/service.js';
import { startTestWorker, type TestWorker } from '../setup/worker.js';

let app: TestApp;
let owner: string;
let ownerId: string;
let postOffice: PostOffice;
let worker: TestWorker;

beforeAll(async () => {
  ({ app, owner, ownerId } = await startAppWithCast());
  postOffice = await openPostOffice();
  worker = await startTestWorker(app, { SMTP_URL: postOffice.url, SEND_CONNECTIONS: '1' });
});
afterAll(async () => {
  await worker?.close();
  await postOffice?.close();
  await app?.close();
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const price = {
  name: 'Прайс-лист 🎁.pdf',
  bytes: Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(700_000)]),
};
const terms = { name: 'terms.txt', bytes: Buffer.from('These are the terms.\n') };

async function attach(messageId: string, { name, bytes }: typeof price): Promise<string> {
  const { body, headers } = multipart({ name: 'file', filename: name, type: 'text/plain', content: bytes });
  const path = `/messages/${messageId}/attachments`;
  return (await app.request({ method: 'POST', path, body, headers, token: owner })).body.id;
}

async function filesOf({ raw }: ReceivedMail) {
  const { attachments } = await PostalMime.parse(Buffer.from(raw, 'latin1'));
  return attachments.map(({ filename, content }) => ({
    name: filename,
    hash: sha256(new Uint8Array(content as ArrayBuffer)),
  }));
}
const asSent = (...files: (typeof price)[]) =>
  files.map(({ name, bytes }) => ({ name, hash: sha256(bytes) }));

/** A message to clients at a domain of their own, and its mailing. */
async function aMailingTo(domain: string, count: number, values: Record<string, unknown> = {}) {
  const message = await aMessage(app.dataSource, ownerId, { html: '<p>Hello, {{fullName}}</p>' });
  const clientIds: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const phone = `7916${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`;
    clientIds.push((await aClient(app.dataSource, ownerId, { email: `c${i}@${domain}`, phone })).id);
  }
  const mailing = { messageId: message.id, audience: { clientIds }, ...values };
  const { id } = (await app.post('/mailings', mailing, owner)).body;
  return { messageId: message.id, id };
}
const run = (id: string) => app.post(`/mailings/${id}/run`, undefined, owner);
const completed = (id: string) =>
  eventually(`mailing ${id} is completed`, async () => {
    const { body } = await app.get(`/mailings/${id}`, owner);
    return body.status === 'completed' && body;
  });
const deliveryOf = async (mailingId: string) => {
  const { items } = (await app.get(`/mailings/${mailingId}/deliveries`, owner)).body;
  return (await app.get(`/deliveries/${items[0].id}`, owner)).body;
};

it('an edit in the middle of a run touches the next one, and a record keeps what was sent', async () => {
  const domain = 'middle.example';
  const { messageId, id } = await aMailingTo(domain, 4);
  const priceId = await attach(messageId, price);
  postOffice.slowDown(domain, 250);
  expect((await run(id)).status).toBe(202);
  await eventually('the first letter', () => postOffice.lettersTo(domain).length >= 1);
  expect((await app.delete(`/messages/${messageId}/attachments/${priceId}`, owner)).status).toBe(204);
  await attach(messageId, terms);
  expect((await completed(id)).counts).toMatchObject({ total: 4, sent: 4 });

  const letters = postOffice.lettersTo(domain);
  expect(letters).toHaveLength(4);
  for (const letter of letters) expect(await filesOf(letter)).toEqual(asSent(price));
  const record = [{ name: price.name, type: 'application/pdf', size: price.bytes.length }];
  expect((await deliveryOf(id)).attachments).toEqual(record);

  const next = (await app.post('/mailings', { messageId, audience: { filter: {} } }, owner)).body.id;
  await run(next);
  await completed(next);
  expect(await filesOf(postOffice.lettersTo(domain)[4]!)).toEqual(asSent(terms));

  // The message goes with all of its files; the records and what they refer to stay.
  expect((await app.delete(`/messages/${messageId}`, owner)).status).toBe(204);
  expect((await deliveryOf(id)).attachments).toEqual(record);
  expect((await deliveryOf(next)).attachments).toHaveLength(1);
  const kept = await app.dataSource.query(
    'SELECT bytes FROM attachment_contents JOIN run_attachments USING (owner_id, hash) JOIN runs ON runs.id = run_id WHERE mailing_id = $1',
    [id],
  );
  expect(kept[0].bytes.equals(price.bytes)).toBe(true);
});

it('a mailing of channel console passes files over', async () => {
  const { messageId, id } = await aMailingTo('console.example', 1, { channel: 'console' });
  await attach(messageId, terms);
  await run(id);
  await completed(id);
  expect((await deliveryOf(id)).attachments).toEqual([]);
});

it('the test mail carries the files', async () => {
  const { messageId } = await aMailingTo('nobody.example', 1);
  await attach(messageId, price);
  await attach(messageId, terms);
  await app.post(`/messages/${messageId}/test`, { to: 'me@test-mail.example' }, owner);
  await eventually('the test mail', () => postOffice.lettersTo('test-mail.example').length === 1);
  expect(await filesOf(postOffice.lettersTo('test-mail.example')[0]!)).toEqual(asSent(price, terms));
});
