// The dialogue against a mail server that we did not write: smtp-server, which also carries the development inbox.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import PostalMime, { type Email } from 'postal-mime';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { testTls } from '../setup/test-tls.js';
import { aDelivery, aRun, channelTo, never, yes } from './letters.js';

let server: SMTPServer;
let mails: Email[];
let host: string;

beforeEach(async () => {
  mails = [];
  server = new SMTPServer({
    ...testTls,
    disableReverseLookup: true,
    onAuth: ({ username, password }, _, done) => {
      if (username === 'ann' && password === 'p@ss word') done(null, { user: username });
      else done(new Error('wrong password'));
    },
    onRcptTo: ({ address }, _, done) => {
      if (address.startsWith('bad'))
        done(Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 }));
      else done();
    },
    onData: async (stream, _, done) => {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      mails.push(await PostalMime.parse(Buffer.concat(chunks)));
      done();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `localhost:${(server.server.address() as AddressInfo).port}`;
});

afterEach(() => new Promise<void>((resolve) => server.close(resolve)));

it('takes letters over STARTTLS and AUTH, refusals in between', async () => {
  const channel = channelTo(`smtp://ann:p%40ss%20word@${host}?tls=required`, {
    sendTimeoutMs: 5_000,
    replyTimeoutMs: 5_000,
  });
  const connection = await channel.connect(never);
  const letter = channel.compile(
    aRun({
      subject: 'Привет, {{fullName}}',
      html: '<p>Привет, {{fullName}}</p>',
      text: '.\nПривет, {{fullName}}\n.',
    }),
  );
  const recipients = [
    'one@example.org',
    'bad@example.org',
    'two@example.org',
    'bad2@example.org',
    'three@example.org',
  ];
  const classes: string[] = [];
  for (const recipient of recipients) {
    const outcome = await connection.send(
      letter,
      aDelivery({ recipient, slots: { fullName: 'Анна <3' } }),
      yes,
    );
    classes.push(outcome.class);
    expect(connection.isUsable).toBe(true);
  }
  await connection.close();
  expect(classes).toEqual(['accepted', 'client_permanent', 'accepted', 'client_permanent', 'accepted']);
  expect(mails.map((mail) => mail.to![0]!.address)).toEqual(
    recipients.filter((one) => !one.startsWith('bad')),
  );
  expect(mails[0]).toMatchObject({
    subject: 'Привет, Анна <3',
    html: '<p>Привет, Анна &lt;3</p>',
    text: '.\r\nПривет, Анна <3\r\n.',
  });
});

it('refuses a wrong password for good', async () => {
  const connecting = channelTo(`smtp://ann:wrong@${host}`, { sendTimeoutMs: 5_000 }).connect(never);
  await expect(connecting).rejects.toMatchObject({
    outcome: { class: 'relay_permanent', stage: 'auth', code: 535 },
  });
});
