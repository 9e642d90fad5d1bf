import { afterEach, describe, expect, it } from 'vitest';
import { startScriptedSmtpServer, startSmtpSink } from '../setup/scripted-smtp-server.js';
import type { ScriptedSmtpServer, SmtpScript } from '../setup/scripted-smtp-server.js';
import { hangUp, reset, saying, silence, trickle } from '../setup/scripted-smtp-server.js';
import { aDelivery, aRun, channelTo, never, sendOne, yes } from './letters.js';

let server: ScriptedSmtpServer;

async function scripted(script: SmtpScript = {}): Promise<string> {
  server = await startScriptedSmtpServer(script);
  return server.url;
}

afterEach(() => server.close());

/** The deadline of the tests is 300 ms; promise 6 of the engine allows a second on top. */
const limitMs = 1_300;

describe('a letter that is taken', () => {
  it('is accepted with the words of the server', async () => {
    const { outcome, connection } = await sendOne(await scripted({ dot: '250 2.0.0 queued as 42' }));
    expect(outcome).toEqual({
      class: 'accepted',
      stage: 'dot',
      code: 250,
      enhancedCode: '2.0.0',
      reply: '250 2.0.0 queued as 42',
      error: null,
    });
    expect(connection!.isUsable).toBe(true);
    expect(server.mails).toHaveLength(1);
    expect(server.mails[0]).toMatchObject({ from: 'shop@example.com', to: ['ann@example.org'] });
    await connection!.close();
    expect(server.commands.at(-1)).toBe('QUIT');
  });

  it('goes in groups when the server offers PIPELINING, with its size', async () => {
    await sendOne(await scripted());
    const size = /^MAIL FROM:<shop@example.com> SIZE=(\d+)$/.exec(server.commands[1]!)![1];
    expect(Number(size)).toBe(Buffer.byteLength(server.mails[0]!.raw));
  });

  it('goes step by step when the server offers nothing', async () => {
    const arrived: number[] = [];
    const url = await scripted({
      extensions: [],
      mail: (session) =>
        setTimeout(() => (arrived.push(session.commands.length), session.answerAsUsual('mail')), 20),
    });
    const { outcome } = await sendOne(url);
    expect(outcome.class).toBe('accepted');
    expect(arrived).toEqual([2]);
    expect(server.commands.slice(1)).toEqual([
      'MAIL FROM:<shop@example.com>',
      'RCPT TO:<ann@example.org>',
      'DATA',
    ]);
  });

  it('follows another one over the same connection', async () => {
    const channel = channelTo(await scripted());
    const connection = await channel.connect(never);
    const letter = channel.compile(aRun());
    for (const recipient of ['a@example.org', 'b@example.org', 'c@example.org']) {
      expect((await connection.send(letter, aDelivery({ recipient }), yes)).class).toBe('accepted');
    }
    expect(server.mails.map((mail) => mail.to[0])).toEqual([
      'a@example.org',
      'b@example.org',
      'c@example.org',
    ]);
    expect(server.sessions).toHaveLength(1);
  });

  it('arrives unchanged although its lines begin with dots', async () => {
    const text = '.\n..\n.hidden\n\n.';
    await sendOne(await scripted(), { run: { text } });
    const { default: PostalMime } = await import('postal-mime');
    const mail = await PostalMime.parse(Buffer.from(server.mails[0]!.raw, 'latin1'));
    expect(mail.text!.replace(/\n$/, '')).toBe(text);
  });
});

describe('the barrier', () => {
  it('lets no dot onto the wire when it says no', async () => {
    const { outcome, connection } = await sendOne(await scripted(), {}, async () => false);
    expect(outcome.class).toBe('refused_at_barrier');
    expect(connection!.isUsable).toBe(false);
    await gone();
    expect(server.mails).toHaveLength(0);
    expect(server.sessions[0]!.unfinishedBody).toContain('Dear Ann');
    expect(server.sessions[0]!.unfinishedBody).toMatch(/[^\r\n]$/);
  });

  it('lets no dot onto the wire when it fails', async () => {
    const { outcome } = await sendOne(await scripted(), {}, () => Promise.reject(new Error('database away')));
    expect(outcome.class).toBe('refused_at_barrier');
    await gone();
    expect(server.mails).toHaveLength(0);
  });

  it('is asked once the whole letter is out, and not before', async () => {
    let seen = '';
    const { outcome } = await sendOne(await scripted(), { run: { text: 'x'.repeat(70_000) } }, async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      seen = server.sessions[0]!.unfinishedBody!;
      return true;
    });
    expect(outcome.class).toBe('accepted');
    expect(seen).toBe(server.mails[0]!.raw.replace(/\r\n$/, ''));
  });

  it('ends within the deadline when it never answers', async () => {
    const startedAt = Date.now();
    const { outcome } = await sendOne(await scripted(), {}, () => new Promise(() => undefined));
    expect(outcome).toMatchObject({ class: 'relay_temporary', stage: 'data' });
    expect(Date.now() - startedAt).toBeLessThan(limitMs);
    await gone();
    expect(server.mails).toHaveLength(0);
  });

  it('sends no dot when its yes comes after the deadline', async () => {
    await sendOne(await scripted(), {}, () => new Promise((resolve) => setTimeout(() => resolve(true), 400)));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(server.mails).toHaveLength(0);
  });

  it.each([
    ['closes', (s: ScriptedSmtpServer) => s.sessions[0]!.socket.end()],
    ['resets', (s: ScriptedSmtpServer) => s.sessions[0]!.reset()],
    ['says 421', (s: ScriptedSmtpServer) => s.sessions[0]!.write('421 4.3.2 going down\r\n')],
    ['says 250', (s: ScriptedSmtpServer) => s.sessions[0]!.write('250 already done\r\n')],
    ['begins to speak', (s: ScriptedSmtpServer) => s.sessions[0]!.write('25')],
  ])('sends no dot when the server %s meanwhile', async (_, act) => {
    const { outcome, connection } = await sendOne(await scripted(), {}, async () => {
      act(server);
      await new Promise((resolve) => setTimeout(resolve, 30));
      return true;
    });
    expect(outcome).toMatchObject({ class: 'relay_temporary', stage: 'data' });
    expect(connection!.isUsable).toBe(false);
    await gone();
    expect(server.mails).toHaveLength(0);
  });
});

describe('refusals before the dot', () => {
  it.each([
    ['greylisting', { rcpt: '451 4.7.1 greylisted, come back' }, 'client_temporary', 'rcpt', 451, '4.7.1'],
    ['an unknown recipient', { rcpt: '550 5.1.1 no such user' }, 'client_permanent', 'rcpt', 550, '5.1.1'],
    ['a full mailbox', { rcpt: '452 4.2.2 mailbox full' }, 'client_temporary', 'rcpt', 452, '4.2.2'],
    ['a refused sender', { mail: '550 5.7.1 not you' }, 'relay_permanent', 'mail', 550, '5.7.1'],
    ['a refused DATA', { data: '554 5.6.0 no' }, 'content', 'data', 554, '5.6.0'],
  ])('%s is classified and logged', async (_, script: SmtpScript, as, stage, code, enhancedCode) => {
    const { outcome } = await sendOne(await scripted(script));
    expect(outcome).toMatchObject({ class: as, stage, code, enhancedCode, error: null });
    expect(outcome.reply).toBe(Object.values(script)[0]);
  });

  it.each([[['PIPELINING']], [[]]])('leave the connection usable after RSET, with %j', async (extensions) => {
    server = await startScriptedSmtpServer({
      extensions,
      rcpt: (session) => {
        if (session.to.at(-1) === 'bad@example.org') session.write('550 5.1.1 no such user\r\n');
        else session.answerAsUsual('rcpt');
      },
      data: (session) => {
        if (session.to.at(-1) === 'bad@example.org')
          return session.write('554 5.5.1 no valid recipients\r\n');
        session.answerAsUsual('data');
        session.beginData();
      },
    });
    const channel = channelTo(server.url);
    const connection = await channel.connect(never);
    const letter = channel.compile(aRun());
    const bad = await connection.send(letter, aDelivery({ recipient: 'bad@example.org' }), yes);
    expect(bad).toMatchObject({ class: 'client_permanent', stage: 'rcpt' });
    expect(connection.isUsable).toBe(true);
    expect((await connection.send(letter, aDelivery(), yes)).class).toBe('accepted');
    expect((await connection.send(letter, aDelivery(), yes)).class).toBe('accepted');
    expect(server.commands.filter((command) => command === 'RSET')).toHaveLength(1);
    expect(server.mails).toHaveLength(2);
  });

  it('end the connection, without blame, when RSET is refused', async () => {
    const channel = channelTo(
      await scripted({ rcpt: '550 5.1.1 no such user', data: '554 no', rset: '502 5.5.1 not here' }),
    );
    const connection = await channel.connect(never);
    const letter = channel.compile(aRun());
    expect((await connection.send(letter, aDelivery(), yes)).class).toBe('client_permanent');
    const next = await connection.send(letter, aDelivery(), yes);
    expect(next).toMatchObject({ class: 'relay_temporary', stage: 'mail', code: 502 });
    expect(connection.isUsable).toBe(false);
  });

  it('never complete a letter to nobody when DATA is answered by 354 all the same', async () => {
    const { outcome, connection } = await sendOne(
      await scripted({ rcpt: '550 5.1.1 no such user' }),
      {},
      () => {
        throw new Error('the barrier must not be asked');
      },
    );
    expect(outcome).toMatchObject({ class: 'client_permanent', stage: 'rcpt', code: 550 });
    expect(connection!.isUsable).toBe(false);
    await gone();
    expect(server.mails).toHaveLength(0);
    expect(server.sessions[0]!.unfinishedBody).toBe('');
  });

  it.each(['mail', 'rcpt', 'data'] as const)(
    'a 421 to %s is the relay, and ends the connection',
    async (stage) => {
      const { outcome, connection } = await sendOne(
        await scripted({ [stage]: saying('421 4.3.2 shutting down\r\n', (session) => session.socket.end()) }),
      );
      expect(outcome).toMatchObject({ class: 'relay_temporary', stage, code: 421 });
      expect(connection!.isUsable).toBe(false);
    },
  );

  it('a recipient that is no address never reaches the wire', async () => {
    const { outcome, connection } = await sendOne(await scripted(), {
      delivery: { recipient: 'ann@example.org>\r\nRCPT TO:<evil@example.org' },
    });
    expect(outcome).toMatchObject({ class: 'client_permanent', stage: 'rcpt', code: null });
    expect(connection!.isUsable).toBe(true);
    await connection!.close();
    expect(server.commands.slice(1)).toEqual(['QUIT']);
  });
});

describe('trouble before the dot is the relay, ends in time, and sends no dot', () => {
  const troubles = {
    silence,
    'a FIN': hangUp,
    'an RST': reset,
    'half a reply and a FIN': saying('25', (session) => session.socket.end()),
    'half a reply and an RST': saying('25', (session) => session.reset()),
    'an endless multi-line reply': trickle('250-more\r\n', 10),
    'a reply byte by byte': trickle('2', 50),
    'a line that never ends': saying(`250 ${'x'.repeat(100_000)}`, () => undefined),
    'more than 4 MiB': saying(`250-${'x'.repeat(5_000_000)}\r\n`, () => undefined),
    '2lol': '2lol',
    '999 x': '999 x',
    '99': '99',
    binary: Buffer.from([0, 1, 2, 255, 254, 10]),
    'an answer to nothing': '354 go on\r\n354 go on',
  };
  const stages = ['mail', 'rcpt', 'data'] as const;
  const table = stages.flatMap((stage) =>
    Object.entries(troubles).map(([name, way]) => ({ stage, name, way })),
  );

  it.each(table)('$name to $stage', async ({ stage, way }) => {
    const startedAt = Date.now();
    const { outcome, connection } = await sendOne(await scripted({ [stage]: way }));
    expect(Date.now() - startedAt).toBeLessThan(limitMs);
    expect(outcome).toMatchObject({ class: 'relay_temporary' });
    expect(stages).toContain(outcome.stage);
    expect(outcome.error).not.toBeNull();
    expect(connection!.isUsable).toBe(false);
    await gone();
    expect(server.mails).toHaveLength(0);
  });

  it('a server that stops reading the letter', async () => {
    const url = await scripted({
      data: (session) => {
        session.answerAsUsual('data');
        session.socket.pause();
      },
    });
    const startedAt = Date.now();
    const { outcome } = await sendOne(url, { run: { text: 'x'.repeat(20_000_000) } });
    expect(outcome).toMatchObject({ class: 'relay_temporary', stage: 'data' });
    expect(Date.now() - startedAt).toBeLessThan(limitMs + 2_000);
  });
});

describe('after the dot', () => {
  it.each([
    ['451 4.3.0 try later', 'client_temporary', 451],
    ['552 5.3.4 too big for me', 'content', 552],
    ['550 5.1.1 no such user', 'client_permanent', 550],
    ['554 5.7.1 looks like spam', 'content', 554],
  ])('%s is a real answer, and the connection stays', async (dot, as, code) => {
    const { outcome, connection } = await sendOne(await scripted({ dot }));
    expect(outcome).toMatchObject({ class: as, stage: 'dot', code, reply: dot, error: null });
    expect(connection!.isUsable).toBe(true);
  });

  it('421 is a real answer, and the connection ends', async () => {
    const { outcome, connection } = await sendOne(await scripted({ dot: '421 4.3.2 not now' }));
    expect(outcome).toMatchObject({ class: 'client_temporary', stage: 'dot', code: 421 });
    expect(connection!.isUsable).toBe(false);
  });

  it.each([
    ['2lol', '2lol'],
    ['999 x', '999 x'],
    ['99', '99'],
    ['251 will forward', '251 will forward'],
    ['200 ok', '200 ok'],
    ['354 more', '354 more'],
    ['250', '250'],
    ['a reply with two codes', '250-yes\r\n550 no'],
    ['binary', Buffer.from([0, 255, 10])],
    ['an empty line', '\r\n'],
    ['silence', silence],
    ['a FIN', hangUp],
    ['an RST', reset],
    ['an endless multi-line reply', trickle('250-more\r\n', 10)],
    ['more than 4 MiB', saying(`250 ${'x'.repeat(5_000_000)}`, () => undefined)],
  ])('%s is uncertain, in time', async (_, dot) => {
    const startedAt = Date.now();
    const { outcome, connection } = await sendOne(await scripted({ dot }));
    expect(Date.now() - startedAt).toBeLessThan(limitMs);
    expect(outcome).toMatchObject({ class: 'unknown', stage: 'dot' });
    expect(outcome.error).not.toBeNull();
    expect(connection!.isUsable).toBe(false);
  });

  const final = '250 2.0.0 taken\r\n';
  const cuts = [...final].map((_, at) => at);
  it.each(cuts)('a FIN after %i bytes of the reply is uncertain', async (at) => {
    const dot = saying(final.slice(0, at), (session) => session.socket.end());
    const { outcome } = await sendOne(await scripted({ dot }));
    expect(outcome).toMatchObject({ class: 'unknown', stage: 'dot' });
  });
  it.each(cuts)('an RST after %i bytes of the reply is uncertain', async (at) => {
    const dot = saying(final.slice(0, at), (session) => session.reset());
    const { outcome } = await sendOne(await scripted({ dot }));
    expect(outcome).toMatchObject({ class: 'unknown', stage: 'dot' });
  });
  it('a FIN after the whole reply is accepted', async () => {
    const { outcome } = await sendOne(
      await scripted({ dot: saying(final, (session) => session.socket.end()) }),
    );
    expect(outcome.class).toBe('accepted');
  });

  it('a reply that comes byte by byte counts', async () => {
    const dot: SmtpScript['dot'] = async (session) => {
      for (const byte of final) {
        session.write(byte);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    };
    expect((await sendOne(await scripted({ dot }))).outcome.class).toBe('accepted');
  });

  it('a second reply never becomes the answer to the next letter', async () => {
    const channel = channelTo(await scripted({ dot: '250 one\r\n250 two\r\n' }));
    const connection = await channel.connect(never);
    const letter = channel.compile(aRun());
    expect((await connection.send(letter, aDelivery(), yes)).class).toBe('accepted');
    expect(connection.isUsable).toBe(false);
    const next = await connection.send(letter, aDelivery(), yes);
    expect(next).toMatchObject({ class: 'relay_temporary', stage: 'mail' });
    expect(server.mails).toHaveLength(1);
  });

  it.each([
    ['says 421', (s: ScriptedSmtpServer) => s.sessions[0]!.write('421 4.4.2 idle for too long\r\n')],
    ['closes', (s: ScriptedSmtpServer) => s.sessions[0]!.socket.end()],
    ['resets', (s: ScriptedSmtpServer) => s.sessions[0]!.reset()],
  ])('a server that %s between two letters is noticed', async (_, act) => {
    const channel = channelTo(await scripted());
    const connection = await channel.connect(never);
    const letter = channel.compile(aRun());
    await connection.send(letter, aDelivery(), yes);
    act(server);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(connection.isUsable).toBe(false);
    expect(await connection.send(letter, aDelivery(), yes)).toMatchObject({ class: 'relay_temporary' });
    await connection.close();
  });

  async function secondLetter(mail: SmtpScript['mail']) {
    const channel = channelTo(await scripted());
    const connection = await channel.connect(never);
    const letter = channel.compile(aRun());
    await connection.send(letter, aDelivery(), yes);
    server.script.mail = mail;
    return { outcome: await connection.send(letter, aDelivery(), yes), connection };
  }

  it.each([
    ['closes', hangUp],
    ['resets', reset],
    ['says 421', '421 4.7.0 too many letters on this connection'],
  ] satisfies [string, SmtpScript['mail']][])(
    'a server that %s instead of answering MAIL has not heard of a second letter',
    async (_, mail) => {
      const { outcome, connection } = await secondLetter(mail);
      expect(outcome).toMatchObject({ class: 'unheard', stage: 'mail' });
      expect(connection.isUsable).toBe(false);
      expect(server.mails).toHaveLength(1);
      const first = await sendOne(server.url);
      expect(first.outcome).toMatchObject({ class: 'relay_temporary', stage: 'mail' });
    },
  );

  it.each([
    ['half a word', saying('25', (session) => session.socket.end())],
    ['nothing until the deadline', silence],
  ])('a server that says %s about the second letter is at fault', async (_, mail) => {
    expect((await secondLetter(mail)).outcome).toMatchObject({ class: 'relay_temporary' });
  });

  it('a reply with NUL and terminal codes is stored clean', async () => {
    const { outcome } = await sendOne(
      await scripted({ dot: '550 5.1.1 \u0000no\u001b[31m such\u0007 user' }),
    );
    // oxlint-disable-next-line no-control-regex -- that there are none is the point
    expect(outcome.reply).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/);
    expect(outcome).toMatchObject({ code: 550, class: 'client_permanent' });
  });

  it('a reply of 2 MB is understood and cut to 4 KiB', async () => {
    const { outcome } = await sendOne(await scripted({ dot: `550 5.1.1 ${'no '.repeat(700_000)}` }), {
      options: { replyTimeoutMs: 3_000 },
    });
    expect(outcome).toMatchObject({ code: 550, class: 'client_permanent' });
    expect(Buffer.byteLength(outcome.reply!)).toBeLessThanOrEqual(4_096);
  });
});

it('a connection that is closed in the middle of a letter puts no QUIT into it', async () => {
  const channel = channelTo(await scripted());
  const connection = await channel.connect(never);
  const outcome = await connection.send(channel.compile(aRun()), aDelivery(), async () => {
    await connection.close();
    return true;
  });
  expect(outcome).toMatchObject({ class: 'relay_temporary', stage: 'data' });
  await gone();
  expect(server.mails).toHaveLength(0);
  expect(server.sessions[0]!.unfinishedBody).not.toContain('QUIT');
});

it('a connection leaves without waiting for ever when QUIT gets no answer', async () => {
  const { connection } = await sendOne(await scripted({ quit: silence }));
  const startedAt = Date.now();
  await connection!.close();
  expect(Date.now() - startedAt).toBeLessThan(3_000);
});

it('the sink answers by recipient', async () => {
  server = await startSmtpSink({
    replyTo: (to) => (to.startsWith('bad') ? '550 5.1.1 no such user' : undefined),
  });
  const bad = await sendOne(server.url, { delivery: { recipient: 'bad@example.org' } });
  const good = await sendOne(server.url);
  expect([bad.outcome.class, good.outcome.class]).toEqual(['client_permanent', 'accepted']);
  expect(bad.connection!.isUsable).toBe(true);
  expect(server.mails.map((mail) => mail.to)).toEqual([['ann@example.org']]);
});

async function gone(): Promise<void> {
  for (let tries = 0; server.openSockets > 0 && tries < 50; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(server.openSockets).toBe(0);
}
