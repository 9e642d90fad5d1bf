import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/modules/messages/message.entity.js';
import { aClient } from '../factories/clients.js';
import { aMessage } from '../factories/messages.js';
import { aUser } from '../factories/users.js';
import type { TestApp } from '../setup/app.js';
import { fieldsOf, startAppWithCast } from '../setup/cast.js';

let app: TestApp;
let ownerId: string;
let owner: string;
let manager: string;

beforeAll(async () => {
  ({ app, ownerId, owner, manager } = await startAppWithCast());
});
afterAll(() => app?.close());

const theMessage = (values: Partial<Message> = {}) => aMessage(app.dataSource, ownerId, values);

describe('the preview', () => {
  const texts = {
    subject: 'For {{fullName|you}}',
    html: '<p title="{{attributes.city|nowhere}}">{{fullName}}</p>',
    text: '{{fullName}}, {{attributes.city|nowhere}}, {{phone|no phone}}, {{unsubscribeUrl}}.',
  };
  const preview = (message: Message, body: unknown, token = owner) =>
    app.post(`/messages/${message.id}/preview`, body, token);

  it('fills in one client’s values: escaped in html, as they are in text', async () => {
    const message = await theMessage(texts);
    const client = await aClient(app.dataSource, ownerId, {
      fullName: 'Anna <b> & "Co"',
      attributes: { city: '"><script>' },
    });
    const { status, body } = await preview(message, { clientId: client.id });
    expect(status).toBe(200);
    expect(body).toEqual({
      subject: 'For Anna <b> & "Co"',
      html: '<p title="&quot;&gt;&lt;script&gt;">Anna &lt;b&gt; &amp; &quot;Co&quot;</p>',
      text: 'Anna <b> & "Co", "><script>, no phone, https://example.com/unsubscribe.',
      attachments: [],
    });
  });

  it('lets no value break the subject’s line', async () => {
    const message = await theMessage({ subject: 'For {{attributes.city}}', text: 'x' });
    const client = await aClient(app.dataSource, ownerId, { attributes: { city: 'Omsk\r\nBcc: e@z.de' } });
    const { body } = await preview(message, { clientId: client.id });
    expect(body.subject).not.toMatch(/[\r\n]/);
  });

  it.each([
    ['no client', {}],
    ['null for a client', { clientId: null }],
    ['no body', undefined],
  ])('shows example values with %s', async (_, given) => {
    const { status, body } = await preview(await theMessage(texts), given);
    expect(status).toBe(200);
    expect(body.subject).toBe('For Anna Petrova');
    expect(body.text).toContain('[city]');
  });

  it.each([
    [
      'somebody else’s client',
      async () => (await aClient(app.dataSource, (await aUser(app.dataSource)).id)).id,
    ],
    ['an unknown client', async () => randomUUID()],
    ['no id', async () => '1'],
    ['a number', async () => 1],
    ['a list', async () => [randomUUID()]],
  ])('refuses %s, naming the field', async (_, clientId) => {
    const { status, body } = await preview(await theMessage(texts), { clientId: await clientId() });
    expect([status, fieldsOf(body)]).toEqual([400, ['clientId']]);
  });

  it('shows a manager the owner’s message with the owner’s client', async () => {
    const client = await aClient(app.dataSource, ownerId, { fullName: 'Bella' });
    const { body } = await preview(await theMessage(texts), { clientId: client.id }, manager);
    expect(body.subject).toBe('For Bella');
  });
});

describe('the test mail', () => {
  const jobsOf = (messageId: string) =>
    app.dataSource.query(
      `SELECT payload FROM graphile_worker._private_jobs WHERE payload ->> 'messageId' = $1`,
      [messageId],
    );

  it('is queued, not sent in the request', async () => {
    const { id } = await theMessage();
    const { status } = await app.post(`/messages/${id}/test`, { to: 'anna@Bücher.example' }, owner);
    expect(status).toBe(202);
    expect(await jobsOf(id)).toEqual([{ payload: { messageId: id, to: 'anna@xn--bcher-kva.example' } }]);
  });

  it.each([
    [{}, 'to'],
    [{ to: null }, 'to'],
    [{ to: '' }, 'to'],
    [{ to: 'anna' }, 'to'],
    [{ to: ['a@b.de', 'c@d.de'] }, 'to'],
    [{ to: 'a@b.de, c@d.de' }, 'to'],
    [{ to: 'a@b.de\r\nBcc: c@d.de' }, 'to'],
    [{ to: { name: 'x', address: 'a@b.de' } }, 'to'],
    [{ to: 'a@b.de', cc: 'c@d.de' }, 'cc'],
  ])('refuses %j, naming the field', async (given, field) => {
    const { id } = await theMessage();
    const { status, body } = await app.post(`/messages/${id}/test`, given, owner);
    expect([status, fieldsOf(body)]).toEqual([400, [field]]);
    expect(await jobsOf(id)).toEqual([]);
  });
});
