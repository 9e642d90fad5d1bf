// What a mailbox does to the worker that reads it, and what the worker makes of it: servers that are away, refuse, lie
// or hang, workers that are killed, and a mailbox that is very full.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { parseImapUrl } from '../../src/config/imap-url.js';
import { ImapMailbox } from '../../src/modules/bounces/mailbox/imap-mailbox.js';
import { BounceAddresses } from '../../src/modules/bounces/bounce-addresses.js';
import { Delivery } from '../../src/modules/mailings/delivery.entity.js';
import { aDelivery, aMailing, aRun } from '../factories/mailings.js';
import { dsn } from '../factories/reports.js';
import { aUser } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { describeWithDovecot, mailboxPassword, startDovecot, type TestDovecot } from '../setup/dovecot.js';
import { type ScriptedSmtpServer, startSmtpSink } from '../setup/scripted-smtp-server.js';
import { eventually as withinTime, type Service, startService } from '../setup/service.js';
import { testTls } from '../setup/test-tls.js';

const domain = 'bounces.example';
/** These tests start processes, each of which is busy while others are. */
const patienceMs = 60_000;
let api: TestApp;
let sink: ScriptedSmtpServer;
beforeAll(async () => {
  api = await startTestApp({ BOUNCE_DOMAIN: domain });
  sink = await startSmtpSink();
});
afterAll(async () => {
  await sink?.close();
  await api?.close();
});

const eventually: typeof withinTime = (what, look) => withinTime(what, look, patienceMs);

/** A worker process; it is killed with the end of the test at the latest. */
async function startReader(url: string, env: Record<string, string> = {}): Promise<Service> {
  const worker = await startService({
    database: { url: api.databaseUrl, dataSource: api.dataSource, drop: async () => {} },
    role: 'worker',
    env: {
      SMTP_URL: sink.url,
      BOUNCE_DOMAIN: domain,
      BOUNCE_IMAP_URL: url,
      BOUNCE_IMAP_INTERVAL: '200ms',
      LOG_FORMAT: 'json',
      ...env,
    },
  });
  onTestFinished(async () => void (await worker.end('SIGKILL')));
  return worker;
}

/** What the worker told about the mailbox, by event. */
const told = (worker: Service, event: string): Record<string, unknown>[] =>
  worker
    .logs()
    .split('\n')
    .filter((line) => line.includes(`"${event}"`))
    .map((line) => JSON.parse(line));

/** Uncertain deliveries, each with the report that it failed. */
async function reportsOf(count: number, status = '5.1.1') {
  const user = await aUser(api.dataSource);
  const run = await aRun(api.dataSource, await aMailing(api.dataSource, { ownerId: user.id }));
  await api.dataSource.query(
    `INSERT INTO deliveries (owner_id, mailing_id, run_id, client_id, recipient, recipient_name, slots, status)
     SELECT $1, $2, $3, new_id(), 'client' || i || '@example.com', '', '{}', 'uncertain'
     FROM generate_series(1, $4::int) AS i`,
    [user.id, run.mailingId, run.id, count],
  );
  await api.dataSource.query(`UPDATE runs SET total = $2, uncertain = $2 WHERE id = $1`, [run.id, count]);
  const rows = await api.dataSource.query<{ number: number }[]>(
    `SELECT number FROM deliveries WHERE run_id = $1 ORDER BY number`,
    [run.id],
  );
  const addresses = api.app.get(BounceAddresses);
  const counts = async () => {
    const [row] = await api.dataSource.query<Record<string, number>[]>(
      `SELECT (SELECT failed FROM runs WHERE id = $1) AS failed, (SELECT uncertain FROM runs WHERE id = $1) AS uncertain,
         (SELECT count(*) FROM attempts WHERE run_id = $1) AS attempts`,
      [run.id],
    );
    return row!;
  };
  return { mails: rows.map(({ number }) => dsn({ to: addresses.addressOf(number), status })), counts };
}

describeWithDovecot('the reader of bounces', { timeout: 3 * patienceMs }, () => {
  let dovecot: TestDovecot;
  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  afterAll(() => dovecot?.remove());

  it('waits for a server that is away at the start, tells it once, and reads when it is back', async () => {
    const other = await startDovecot({ isAbsent: true });
    onTestFinished(() => other.remove());
    const { mails, counts } = await reportsOf(1);
    other.deliver('late', mails);
    const worker = await startReader(other.url('late'));
    await eventually('three tries', async () => (await failures()) >= 3);
    await other.start();
    await eventually('it is read', async () => (await counts())['failed'] === 1);
    await eventually('told', () => told(worker, 'mailbox.back').length === 1);
    expect(told(worker, 'mailbox.failed')).toMatchObject([
      { level: 'error', error: expect.stringMatching(/ECONNREFUSED/) },
    ]);
    await worker.stop();
  });

  it('tells once that a password is wrong, never shows it, and letters go out all the same', async () => {
    const url = dovecot.url('locked', { password: 'wrong/:@ word' });
    const worker = await startReader(url);
    const ownerId = (await aUser(api.dataSource)).id;
    const run = await aRun(api.dataSource, await aMailing(api.dataSource, { ownerId, status: 'running' }));
    const { id } = await aDelivery(api.dataSource, run, { recipient: 'anna@shop.example' });
    await eventually('the letter is sent', async () => {
      const { status } = await api.dataSource.getRepository(Delivery).findOneByOrFail({ id });
      return status === 'sent';
    });
    await eventually('two tries', async () => (await failures()) >= 2);
    expect(told(worker, 'mailbox.failed')).toMatchObject([
      { error: expect.stringMatching(/^the log-in was refused: .*authentication failed/i) },
    ]);
    expect(worker.logs()).not.toMatch(/wrong\/|wrong%2F/);
    await worker.stop();
  });

  it('refuses a certificate that nobody vouches for, and takes it from whom it trusts', async () => {
    const guarded = await startDovecot({ isTls: true });
    onTestFinished(() => guarded.remove());
    const { mails, counts } = await reportsOf(1);
    guarded.deliver('tls', mails);
    const wary = await startReader(guarded.url('tls'));
    await eventually('refused', () => told(wary, 'mailbox.failed').length > 0);
    expect(told(wary, 'mailbox.failed')).toMatchObject([{ error: expect.stringMatching(/self-signed/i) }]);
    await wary.stop();
    expect(await counts()).toMatchObject({ failed: 0 });
    expect((await guarded.list('tls'))!.map(({ flags }) => flags)).toEqual([[]]);

    const home = mkdtempSync(join(tmpdir(), 'postledger-ca-'));
    onTestFinished(() => rmSync(home, { recursive: true }));
    writeFileSync(join(home, 'ca.pem'), testTls.cert);
    await startReader(guarded.url('tls'), { NODE_EXTRA_CA_CERTS: join(home, 'ca.pem') });
    await eventually('it is read', async () => (await counts())['failed'] === 1);
  });

  it('killed in the middle is followed by another, and nothing counts twice', async () => {
    const { mails, counts } = await reportsOf(400);
    dovecot.deliver('killed', mails);
    const first = await startReader(dovecot.url('killed'));
    await eventually('a part is read', async () => (await counts())['failed']! >= 150);
    await first.kill();
    expect((await counts())['failed']).toBeLessThan(400);
    // As if the half minute had passed in which a reader without a sign of life is waited for.
    await api.dataSource.query(`UPDATE bounce_mailbox SET lease_until = now() WHERE held_by IS NOT NULL`);
    await startReader(dovecot.url('killed'));
    await eventually('all is put away', async () => {
      return (await dovecot.list('killed', 'Processed'))?.length === 400;
    });
    expect(await counts()).toEqual({ failed: 400, uncertain: 0, attempts: 400 });
    expect(await dovecot.list('killed')).toEqual([]);
  });

  it('is one of several workers, and each mail is read by one of them', async () => {
    const { mails, counts } = await reportsOf(300);
    const workers = await Promise.all([1, 2].map(() => startReader(dovecot.url('shared'))));
    for (let start = 0; start < mails.length; start += 50) {
      dovecot.deliver('shared', mails.slice(start, start + 50));
      await eventually('read', async () => (await counts())['failed'] === start + 50);
    }
    const read = () =>
      workers.flatMap((worker) => told(worker, 'mailbox.read')).map(({ failed }) => Number(failed));
    const sum = () => read().reduce((one, other) => one + other, 0);
    await eventually('told', () => sum() >= 300);
    expect(sum()).toBe(300);
    expect((await counts())['attempts']).toBe(300);
    for (const worker of workers) await worker.stop();
  });

  it('reads 5,000 mails in bounded memory', async () => {
    const worker = await startReader(dovecot.url('full'));
    const memory = (name: 'VmRSS' | 'VmHWM') =>
      Number(
        new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${worker.pid}/status`, 'utf8'))![1],
      ) / 1024;
    const before = memory('VmRSS');
    const { mails, counts } = await reportsOf(2_500);
    // Every second one is somebody's letter with a picture: 40 KiB that nobody needs.
    const picture = `${'A'.repeat(76)}\r\n`.repeat(525);
    const others = mails.map((_, index) => `From: a@b.example\r\nSubject: Re: ${index}\r\n\r\n${picture}`);
    const startedAt = performance.now();
    dovecot.deliver(
      'full',
      mails.flatMap((mail, index) => [mail, others[index]!]),
    );
    await withinTime('all is read', async () => (await counts())['failed'] === 2_500, 150_000);
    await eventually('all is put away', async () => (await failuresAndDue()).isIdle);
    const seconds = (performance.now() - startedAt) / 1_000;
    const grownBy = memory('VmHWM') - before;
    process.stderr.write(
      `5,000 mails in ${seconds.toFixed(1)} s; worker ${before.toFixed(0)} MB before, at most ${memory('VmHWM').toFixed(0)} MB\n`,
    );
    expect((await dovecot.list('full'))!).toHaveLength(2_500);
    expect((await dovecot.list('full', 'Processed'))!).toHaveLength(2_500);
    expect(grownBy).toBeLessThan(150);
    await worker.stop();
  });
});

const failures = async (): Promise<number> =>
  (await api.dataSource.query(`SELECT failures FROM bounce_mailbox`))[0]?.failures ?? 0;

/** Nobody reads, and somebody has after the last mail came. */
async function failuresAndDue(): Promise<{ isIdle: boolean }> {
  const [row] = await api.dataSource.query(
    `SELECT held_by IS NULL AND last_error IS NULL AND last_read_at > now() - interval '1 second' AS "isIdle"
     FROM bounce_mailbox`,
  );
  return row;
}

describe('a hostile IMAP server', () => {
  const limits = { answerMs: 1_000, mailMs: 1_000, listBytes: 256 * 1024 };
  let server: Server;
  let script: (socket: Socket) => void;
  const sockets = new Set<Socket>();
  beforeAll(async () => {
    server = createServer((socket) => {
      sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
      script(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server?.close();
  });

  const url = () => {
    const { port } = server.address() as { port: number };
    return `imap://ann:${encodeURIComponent(mailboxPassword)}@127.0.0.1:${port}`;
  };

  /** Greets, and answers each command by its name; other commands are fine with it. */
  const answering = (answers: Record<string, (tag: string, socket: Socket, line: string) => void>) => {
    return (socket: Socket) => {
      socket.write('* OK [CAPABILITY IMAP4rev1 MOVE UIDPLUS] hello\r\n');
      let rest = '';
      socket.on('data', (data) => {
        const lines = (rest + data.toString()).split('\r\n');
        rest = lines.pop()!;
        for (const line of lines) {
          const [tag = '', ...words] = line.split(' ');
          const name = words[0] === 'UID' ? words[1]! : (words[0] ?? '');
          const answer = answers[name];
          if (answer) answer(tag, socket, line);
          else if (name === 'SELECT') socket.write(`* 10 EXISTS\r\n${tag} OK [READ-WRITE] done\r\n`);
          else socket.write(`${tag} OK done\r\n`);
        }
      });
    };
  };

  const flood = (socket: Socket, text: string) => {
    const go = () => {
      while (!socket.destroyed && socket.write(text)) {
        /* until it does not take more */
      }
    };
    socket.on('drain', go);
    go();
  };
  const useUp = async (mailbox: ImapMailbox) => {
    await mailbox.open();
    const uids = await mailbox.findUnread(1, 10);
    const sizes = await mailbox.sizesOf(uids);
    for await (const { text } of mailbox.read(sizes.map(({ uid }) => uid)))
      expect(text.length).toBeGreaterThan(0);
  };
  const found = (tag: string, socket: Socket) => socket.write(`* SEARCH 1 2 3\r\n${tag} OK done\r\n`);

  it.each<[string, (socket: Socket) => void, RegExp]>([
    ['says nothing', () => {}, /no answer/],
    ['hangs up', (socket) => socket.destroy(), /clos|ECONNRESET/i],
    ['greets without an end', (socket) => flood(socket, 'x'.repeat(65_536)), /line|sends far more/i],
    ['speaks HTTP', (socket) => void socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'), /./],
    ['greets and hangs', (socket) => void socket.write('* OK hello\r\n'), /no answer/],
    [
      'drips a byte at a time',
      (socket) => {
        const timer = setInterval(() => socket.write('x'), 50);
        socket.on('close', () => clearInterval(timer));
      },
      /no answer/,
    ],
    [
      'repeats the password',
      answering({ LOGIN: (tag, socket, line) => socket.write(`${tag} NO what is ${line}\r\n`) }),
      /log-in was refused: what is .*\*\*\*/,
    ],
    [
      'finds no end of mails',
      answering({ SEARCH: (_, socket) => flood(socket, `* SEARCH ${'7 '.repeat(999)}\r\n`) }),
      /far more|line/i,
    ],
    [
      'sends mails nobody asked for',
      answering({
        SEARCH: found,
        FETCH: (_, socket) => flood(socket, '* 9 FETCH (UID 99 RFC822.SIZE 10)\r\n'.repeat(99)),
      }),
      /far more/,
    ],
    [
      'announces a huge mail',
      answering({
        SEARCH: found,
        FETCH: (_, socket) => socket.write('* 1 FETCH (UID 1 BODY[]<0> {9999999999}\r\n'),
      }),
      /literal/i,
    ],
    [
      'stops in the middle of a mail',
      answering({
        SEARCH: found,
        FETCH: (tag, socket, line) =>
          socket.write(
            line.includes('SIZE')
              ? `* 1 FETCH (UID 1 RFC822.SIZE 100)\r\n${tag} OK done\r\n`
              : '* 1 FETCH (UID 1 BODY[]<0> {100}\r\nSubject: half',
          ),
      }),
      /no answer/,
    ],
  ])('that %s is left in time, without its password and without much memory', async (_, given, words) => {
    script = given;
    const before = process.memoryUsage().rss;
    const mailbox = new ImapMailbox(parseImapUrl(url()), limits);
    const startedAt = performance.now();
    const fault = await useUp(mailbox).then(
      () => null,
      (error: Error) => error,
    );
    await mailbox.close();
    expect(fault?.message).toMatch(words);
    expect(fault?.message).not.toContain(mailboxPassword);
    expect(fault!.message.length).toBeLessThanOrEqual(200);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(250 * 1024 * 1024);
  });

  it(
    'does not keep a worker from stopping',
    async () => {
      let isReached = false;
      script = () => void (isReached = true);
      const worker = await startReader(url());
      await eventually('it waits for the greeting', () => isReached);
      const startedAt = performance.now();
      await worker.stop();
      // It would take 30 s to find out that nobody greets.
      expect(performance.now() - startedAt).toBeLessThan(20_000);
    },
    patienceMs,
  );
});
