import net from 'node:net';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { knownNodemailer, openRelay } from '../../src/channels/smtp/smtp-connection.js';
import { RelayFault, type Outcome } from '../../src/sending/ports.js';
import { startScriptedSmtpServer } from '../setup/scripted-smtp-server.js';
import { hangUp, reset, saying, silence, trickle } from '../setup/scripted-smtp-server.js';
import type { ScriptedSmtpServer, SmtpScript } from '../setup/scripted-smtp-server.js';
import { aDelivery, aRun, channelTo, never, optionsFor, sendOne, yes } from './letters.js';

let server: ScriptedSmtpServer;

async function scripted(script: SmtpScript = {}): Promise<string> {
  server = await startScriptedSmtpServer(script);
  return server.url;
}

afterEach(() => server?.close());

const limitMs = 1_300;

async function faultOf(url: string, options = {}, signal: AbortSignal = never): Promise<Outcome> {
  try {
    await channelTo(url, options).connect(signal);
  } catch (error) {
    if (error instanceof RelayFault) return error.outcome;
    throw error;
  }
  throw new Error('connecting went well');
}

it('knows the private fields of exactly this nodemailer', () => {
  const manifest = createRequire(import.meta.url)
    .resolve('nodemailer')
    .replace(/\/dist\/.*/, '/package.json');
  expect(JSON.parse(readFileSync(manifest, 'utf8')).version).toBe(knownNodemailer);
});

it('leaves no listener of nodemailer on the socket', async () => {
  const relay = await openRelay(optionsFor(await scripted()), never);
  expect(relay).toMatchObject({ hasPipelining: true, hasSize: true });
  expect(relay.socket.listenerCount('data')).toBe(0);
  expect(relay.socket.listenerCount('error')).toBe(0);
  expect(relay.socket.listenerCount('timeout')).toBe(0);
  relay.socket.destroy();
});

it('takes no extension from the words of the greeting line', async () => {
  const ehlo = '250-test PIPELINING SIZE\r\n250 HELP\r\n';
  const relay = await openRelay(optionsFor(await scripted({ ehlo })), never);
  expect(relay).toMatchObject({ hasPipelining: false, hasSize: false });
  relay.socket.destroy();
});

describe('trouble while connecting is a relay fault of its stage, in time', () => {
  const troubles = {
    silence,
    'a FIN': hangUp,
    'an RST': reset,
    'half a reply and a FIN': saying('22', (session) => session.socket.end()),
    'half a reply and an RST': saying('22', (session) => session.reset()),
    'an endless multi-line reply': trickle('220-more\r\n', 10),
    'a reply byte by byte': trickle('2', 50),
    'a line that never ends': saying(`220 ${'x'.repeat(2_000_000)}`, () => undefined),
  };
  const stages = ['greeting', 'ehlo', 'auth'] as const;
  const table = stages.flatMap((stage) =>
    Object.entries(troubles).map(([name, way]) => ({ stage, name, way })),
  );

  it.each(table)('$name instead of the answer to $stage', async ({ stage, way }) => {
    const url = await scripted({ [stage]: way, extensions: ['AUTH PLAIN LOGIN'] });
    const startedAt = Date.now();
    const outcome = await faultOf(url, { user: 'u', password: 'p' });
    expect(Date.now() - startedAt).toBeLessThan(limitMs);
    expect(outcome).toMatchObject({ class: 'relay_temporary', code: null });
    // An RST right after the accept may be seen before the connection is.
    expect(stage === 'greeting' ? ['connect', 'greeting'] : [stage]).toContain(outcome.stage);
    expect(outcome.error).not.toBeNull();
    await gone();
  });

  it.each([
    ['2lol', 'greeting'],
    ['999 x', 'greeting'],
    ['99', 'greeting'],
    ['999 x', 'ehlo'],
    ['2lol', 'ehlo'],
    ['2lol', 'auth'],
    ['250 fine', 'auth'],
  ] as const)('%s as the answer to %s', async (words, stage) => {
    const url = await scripted({ [stage]: words, extensions: ['AUTH PLAIN'] });
    const outcome = await faultOf(url, { user: 'u', password: 'p' });
    expect(outcome).toMatchObject({ class: 'relay_temporary', code: null });
  });

  it.each([
    ['greeting', '421 4.3.2 too busy', 'relay_temporary', 421],
    ['greeting', '554 5.7.1 go away', 'relay_permanent', 554],
    ['ehlo', '421 4.3.2 not now', 'relay_temporary', 421],
    ['auth', '535 5.7.8 wrong password', 'relay_permanent', 535],
    ['auth', '454 4.7.0 try later', 'relay_temporary', 454],
  ] as const)('%s answered by %s', async (stage, reply, as, code) => {
    const url = await scripted({ [stage]: reply, extensions: ['AUTH PLAIN'] });
    const outcome = await faultOf(url, { user: 'u', password: 'secret' });
    expect(outcome).toMatchObject({ class: as, stage, code, reply });
    expect(JSON.stringify(outcome)).not.toContain('secret');
  });

  it('nobody listening', async () => {
    const probe = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    const { port } = probe.address() as net.AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const outcome = await faultOf(`smtp://127.0.0.1:${port}`);
    expect(outcome).toMatchObject({ class: 'relay_temporary', stage: 'connect', reply: null });
    expect(outcome.error).toMatch(/ECONNREFUSED/);
  });

  it('two greetings at once', async () => {
    const outcome = await faultOf(await scripted({ greeting: '220 one\r\n220 two' }));
    expect(outcome.class).toBe('relay_temporary');
  });

  it('a caller who gives up', async () => {
    const url = await scripted({ greeting: silence });
    const giveUp = new AbortController();
    setTimeout(() => giveUp.abort(), 30);
    const outcome = await faultOf(url, { sendTimeoutMs: 5_000 }, giveUp.signal);
    expect(outcome).toMatchObject({ class: 'relay_temporary', error: expect.stringContaining('given up') });
    await gone();
  });

  it('a caller who gave up before', async () => {
    const giveUp = new AbortController();
    giveUp.abort();
    expect(await faultOf(await scripted(), {}, giveUp.signal)).toMatchObject({ class: 'relay_temporary' });
    await gone();
  });
});

describe('TLS', () => {
  const offered = ['STARTTLS', 'PIPELINING', 'AUTH PLAIN'];

  it('is used when STARTTLS is offered', async () => {
    const { outcome } = await sendOne(await scripted({ extensions: offered }), {
      options: { user: 'u', password: 'p' },
    });
    expect(outcome.class).toBe('accepted');
    expect(server.mails[0]!.isSecure).toBe(true);
    expect(server.commands.map((command) => command.split(' ')[0])).toEqual([
      'EHLO',
      'STARTTLS',
      'EHLO',
      'AUTH',
      'MAIL',
      'RCPT',
      'DATA',
    ]);
  });

  it('carries many letters over one upgraded session', async () => {
    const channel = channelTo(await scripted({ extensions: offered }));
    const connection = await channel.connect(never);
    const letter = channel.compile(aRun());
    for (let at = 0; at < 20; at += 1) {
      expect((await connection.send(letter, aDelivery(), yes)).class).toBe('accepted');
    }
    expect(server.mails).toHaveLength(20);
    await connection.close();
  });

  it('works from the first byte with smtps', async () => {
    const { outcome } = await sendOne(await scripted({ secure: true }));
    expect(outcome.class).toBe('accepted');
    expect(server.mails[0]!.isSecure).toBe(true);
  });

  it('that is required but stripped is a lasting fault, and no mail is sent', async () => {
    const outcome = await faultOf(`${await scripted({ starttls: '502 5.5.1 no' })}?tls=required`);
    expect(outcome).toMatchObject({ class: 'relay_permanent', stage: 'tls' });
    expect(server.commands.some((command) => /^(MAIL|AUTH)/.test(command))).toBe(false);
  });

  it('that is refused for the moment is a passing fault', async () => {
    const outcome = await faultOf(await scripted({ extensions: offered, starttls: '454 4.7.0 no entropy' }));
    expect(outcome).toMatchObject({ class: 'relay_temporary', stage: 'tls', code: 454 });
  });

  it.each([
    ['silence', silence],
    ['a FIN', hangUp],
    ['an RST', reset],
    ['a yes and then silence', saying('220 go\r\n', (session) => session.goDeaf())],
    ['a yes and a FIN', saying('220 go\r\n', (session) => session.socket.end())],
  ])('answered by %s is a passing fault, in time', async (_, starttls) => {
    const startedAt = Date.now();
    const outcome = await faultOf(await scripted({ extensions: offered, starttls }));
    expect(outcome).toMatchObject({ class: 'relay_temporary', stage: 'tls' });
    expect(Date.now() - startedAt).toBeLessThan(limitMs);
    await gone();
  });

  it('to a port that speaks none is a lasting fault', async () => {
    const outcome = await faultOf((await scripted()).replace('smtp:', 'smtps:'));
    expect(outcome).toMatchObject({ class: 'relay_permanent', stage: 'tls' });
  });

  it('to a silent port is a passing fault of the handshake', async () => {
    const mute = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => mute.once('listening', resolve));
    const { port } = mute.address() as net.AddressInfo;
    // Time enough to be connected on a busy machine.
    const outcome = await faultOf(`smtps://127.0.0.1:${port}`, { sendTimeoutMs: 3_000 });
    expect(outcome).toMatchObject({ class: 'relay_temporary', stage: 'tls' });
    mute.close();
  });

  it.each(['smtp', 'smtps'])('checks certificates of hosts that are not loopback (%s)', async (scheme) => {
    const { port } = await listening({ secure: scheme === 'smtps', extensions: offered });
    const address = ownAddress();
    if (address === null) return;
    const outcome = await faultOf(`${scheme}://${address}:${port}`);
    expect(outcome).toMatchObject({ class: 'relay_permanent', stage: 'tls' });
    expect(outcome.error).toMatch(/self-signed|certificate/);
  });

  it('is demanded before a password goes to a host that is not loopback', async () => {
    const { port } = await listening({ extensions: ['AUTH PLAIN'] });
    const address = ownAddress();
    if (address === null) return;
    const outcome = await faultOf(`smtp://u:secret@${address}:${port}`);
    expect(outcome).toMatchObject({ class: 'relay_permanent', stage: 'tls' });
    expect(outcome.error).toMatch(/never sent in clear/);
    expect(server.commands.some((command) => command.startsWith('AUTH'))).toBe(false);
  });
});

describe('log-in', () => {
  it.each([['AUTH PLAIN'], ['AUTH CRAM-MD5 LOGIN']])('%s in clear is fine on loopback', async (mechanism) => {
    let step = 0;
    const auth: SmtpScript['auth'] = (session) => {
      if (mechanism === 'AUTH PLAIN') session.answerAsUsual('auth');
      else session.write('334 VXNlcm5hbWU6\r\n');
    };
    const other: SmtpScript['other'] = (session) =>
      session.write(step++ === 0 ? '334 UGFzc3dvcmQ6\r\n' : '235 ok\r\n');
    const { outcome } = await sendOne(
      await scripted({ extensions: [mechanism, 'PIPELINING'], auth, other }),
      {
        options: { user: 'u', password: 'p' },
      },
    );
    expect(outcome.class).toBe('accepted');
  });

  it('is left out when the server offers none', async () => {
    const { outcome } = await sendOne(await scripted(), { options: { user: 'u', password: 'p' } });
    expect(outcome.class).toBe('accepted');
    expect(server.commands.some((command) => command.startsWith('AUTH'))).toBe(false);
  });
});

async function listening(script: SmtpScript): Promise<ScriptedSmtpServer> {
  server = await startScriptedSmtpServer(script, '0.0.0.0');
  return server;
}

/** An address of this machine that is not loopback. */
function ownAddress(): string | null {
  const all = Object.values(networkInterfaces()).flat();
  return all.find((one) => one?.family === 'IPv4' && !one.internal)?.address ?? null;
}

async function gone(): Promise<void> {
  for (let tries = 0; server.openSockets > 0 && tries < 50; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(server.openSockets).toBe(0);
}
