// Letters that carry files, over real connections: what arrives, what a server's SIZE means, and what breaks off.
import { createHash, randomBytes } from 'node:crypto';
import PostalMime from 'postal-mime';
import { afterEach, describe, expect, it } from 'vitest';
import type { LetterFile } from '../../src/sending/ports.js';
import {
  type ScriptedSmtpServer,
  type SmtpScript,
  startScriptedSmtpServer,
} from '../setup/scripted-smtp-server.js';
import { aDelivery, aRun, channelTo, never, yes } from './letters.js';

const servers: ScriptedSmtpServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function scripted(script: SmtpScript = {}): Promise<ScriptedSmtpServer> {
  const server = await startScriptedSmtpServer(script);
  servers.push(server);
  return server;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const patient = { sendTimeoutMs: 15_000, replyTimeoutMs: 15_000 };
const aFile = (size: number, name = 'a.bin'): LetterFile => ({
  name,
  type: 'application/octet-stream',
  bytes: randomBytes(size),
});

async function send(server: ScriptedSmtpServer, files: LetterFile[]) {
  const channel = channelTo(server.url, patient);
  const connection = await channel.connect(never);
  const outcome = await connection.send(channel.compile(aRun(), files), aDelivery(), yes);
  return { outcome, connection };
}

async function filesOf(server: ScriptedSmtpServer) {
  const { attachments } = await PostalMime.parse(Buffer.from(server.mails.at(-1)!.raw, 'latin1'));
  return attachments.map(({ filename, mimeType, content }) => ({
    name: filename,
    type: mimeType,
    hash: sha256(new Uint8Array(content as ArrayBuffer)),
  }));
}

describe('files arrive byte by byte', () => {
  it.each([
    ['in clear', {}],
    ['over TLS', { secure: true }],
    ['without pipelining', { extensions: ['SIZE'] }],
  ])('%s', async (_, script: SmtpScript) => {
    const server = await scripted(script);
    const files = [aFile(1_500_000, 'Прайс-лист 🎁.zip'), aFile(1, 'x'), aFile(300_001)];
    const { outcome, connection } = await send(server, files);
    expect(outcome).toMatchObject({ class: 'accepted', stage: 'dot' });
    expect(await filesOf(server)).toEqual(
      files.map(({ name, type, bytes }) => ({ name, type, hash: sha256(bytes) })),
    );
    await connection.close();
  });
});

describe('a server that says how large a letter may be', () => {
  it('is told the size of the whole letter', async () => {
    const server = await scripted();
    await send(server, [aFile(100_000)]);
    const told = Number(/SIZE=(\d+)/.exec(server.commands.find((one) => one.startsWith('MAIL'))!)![1]);
    expect(told).toBe(server.mails[0]!.raw.length);
  });

  it('gets no letter that is larger: it fails in clear words, and the connection serves others', async () => {
    const server = await scripted({ extensions: ['PIPELINING', 'SIZE 50000'] });
    const { outcome, connection } = await send(server, [aFile(100_000)]);
    expect(outcome).toMatchObject({ class: 'content', stage: 'mail', code: null });
    expect(outcome.error).toMatch(
      /^the letter has 13\d{4} bytes, and the mail server takes at most 50000 \(SIZE\)$/,
    );
    expect(server.commands.filter((one) => !one.startsWith('EHLO'))).toEqual([]);

    const channel = channelTo(server.url, patient);
    expect((await connection.send(channel.compile(aRun()), aDelivery(), yes)).class).toBe('accepted');
    await connection.close();
  });

  it.each(['SIZE', 'SIZE 0', 'SIZE nonsense'])('is sent everything where it says %s', async (words) => {
    const { outcome, connection } = await send(await scripted({ extensions: [words] }), [aFile(100_000)]);
    expect(outcome.class).toBe('accepted');
    await connection.close();
  });

  it.each(['552 5.3.4 too big', '552 too big'])(
    'may refuse MAIL with %s without being thought broken',
    async (mail) => {
      const { outcome, connection } = await send(await scripted({ mail, extensions: ['SIZE'] }), [
        aFile(100_000),
      ]);
      expect(outcome).toMatchObject({ class: 'content', stage: 'mail', code: 552, reply: mail });
      expect(connection.isUsable).toBe(true);
      await connection.close();
    },
  );
});

it('a server that hangs up in the middle of a file has taken nothing', async () => {
  const server = await scripted({
    data: (session) => {
      session.answerAsUsual('data');
      session.goDeaf();
      session.socket.once('data', () => session.reset());
    },
  });
  const { outcome, connection } = await send(server, [aFile(5_000_000)]);
  expect(outcome).toMatchObject({ class: 'relay_temporary', stage: 'data' });
  expect(connection.isUsable).toBe(false);
  expect(server.mails).toEqual([]);
});
