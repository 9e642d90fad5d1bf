import { setTimeout as sleep } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aStory, fromNow, must, type Story } from '../setup/mailing-story.js';
import { headerOf, openPostOffice, type PostOffice } from '../setup/post-office.js';
import { eventually, type Service, startService } from '../setup/service.js';
import { type ConnectedTestDatabase, connectTestDatabase } from '../setup/test-database.js';

const hour = 3_600_000;
/** As many letters may be on their way when somebody says stop: the connections of the worker. */
const inFlight = 4;

let database: ConnectedTestDatabase;
let postOffice: PostOffice;
let service: Service;

beforeAll(async () => {
  database = await connectTestDatabase();
  postOffice = await openPostOffice();
  service = await startService({ database, env: { SMTP_URL: postOffice.url } });
});
afterAll(async () => {
  await service?.stop();
  await postOffice?.close();
  await database?.drop();
});

const story = (options?: Parameters<typeof aStory>[2]) => aStory(service, database, options);
const lettersTo = ({ domain }: Story) => postOffice.lettersTo(domain);
const addressesOf = (domain: string, count: number) =>
  Array.from({ length: count }, (_, index) => `client${index}@${domain}`);
const untilSent = (one: Story, count: number) =>
  eventually(`${count} letters`, () => lettersTo(one).length >= count);

/** A run of 40 clients whose server takes a while for each, so that something can happen in the middle. */
async function aSlowRun(values: Record<string, unknown> = {}) {
  const one = await story({ clients: 40 });
  postOffice.slowDown(one.domain, 100);
  const run = await one.runMailing(values);
  await untilSent(one, 1);
  return { one, ...run };
}

/** Nothing more goes out after what was on its way; answers how many letters there are then. */
async function staysQuiet(one: Story, sentBefore: number): Promise<number> {
  await sleep(600);
  const count = lettersTo(one).length;
  expect(count - sentBefore).toBeLessThanOrEqual(inFlight);
  await sleep(400);
  expect(lettersTo(one)).toHaveLength(count);
  return count;
}

describe('a mailing whose window is open', () => {
  it('is answered at once, and each client gets one letter with only their own address in it', async () => {
    const one = await story({ clients: 5, message: { html: '<p>Dear {{fullName}}</p>' } });
    const values = { messageId: one.messageId, audience: { filter: {} } };
    const window = { startAt: fromNow(-hour), endAt: fromNow(hour) };
    const { status, durationMs, body } = await one.api.post('/mailings', { ...values, ...window });
    expect(status).toBe(201);
    expect(durationMs).toBeLessThan(1_000);

    const mailing = await one.completed(body.id);
    expect(mailing.counts).toMatchObject({ total: 5, sent: 5, pending: 0, failed: 0 });
    const letters = lettersTo(one);
    const addresses = addressesOf(one.domain, 5);
    expect(letters.map(({ to }) => to).toSorted()).toEqual(addresses.map((address) => [address]));
    for (const letter of letters) {
      const [address] = letter.to;
      expect(letter.raw.match(/^To: /gm)).toHaveLength(1);
      expect(headerOf(letter, 'To')).toContain(address);
      for (const other of addresses) expect(letter.raw.includes(other)).toBe(other === address);
      const number = /client(\d)/.exec(address!)![1];
      expect(headerOf(letter, 'Subject')).toBe(`News for Client ${number}`);
      expect(letter.raw).toContain(`Dear Client ${number}, hello.`);
      expect(letter.raw).toContain(`<p>Dear Client ${number}</p>`);
    }
    const attempts = await one.attempts(body.id);
    expect(attempts.map(({ recipient }) => recipient).toSorted()).toEqual(addresses);
    for (const attempt of attempts) {
      expect(attempt).toMatchObject({ status: 'success', stage: 'dot', code: 250, error: null });
      expect(attempt.reply).toMatch(/^250 2\.0\.0 taken as number \d+$/);
    }
  });

  it('sends nothing to the audience when there is nobody in it, and is completed', async () => {
    const one = await story({ clients: 0 });
    const { id } = await one.runMailing();
    expect((await one.completed(id)).counts).toMatchObject({ total: 0, sent: 0 });
  });
});

describe('a mailing that starts later', () => {
  it('fires by itself at its time and not before; one that is hours away does not', async () => {
    const one = await story();
    const startAt = fromNow(2_500);
    const id = await one.createMailing({ startAt, endAt: fromNow(hour) });
    const later = await one.createMailing({ startAt: fromNow(3 * hour) });
    await one.completed(id);
    const instants = lettersTo(one).map(({ at }) => at);
    expect(instants).toHaveLength(3);
    expect(Math.min(...instants)).toBeGreaterThanOrEqual(Date.parse(startAt));
    const [run] = (await must(one.api.get(`/mailings/${id}/runs`))).items;
    expect(run).toMatchObject({ trigger: 'schedule', scheduledFor: startAt });
    // Half a second between two looks, and some patience for a busy machine.
    expect(Date.parse(run.startedAt) - Date.parse(startAt)).toBeLessThan(1_500);
    expect((await must(one.api.get(`/mailings/${later}/runs`))).items).toEqual([]);
    expect((await one.read(later)).status).toBe('created');
  });

  it('fires at the new time when it is moved, and once', async () => {
    const one = await story();
    const id = await one.createMailing({ startAt: fromNow(hour) });
    const startAt = fromNow(1_000);
    await must(one.api.patch(`/mailings/${id}`, { startAt }));
    await one.completed(id);
    expect(Math.min(...lettersTo(one).map(({ at }) => at))).toBeGreaterThanOrEqual(Date.parse(startAt));
    expect(lettersTo(one)).toHaveLength(3);
  });

  it.each(['11.11.33 15:00', '11.11.2033 15:00', '2033-11-11T15:00', '2033-11-11T12:00:00Z'])(
    'stores %s in Moscow as the same time',
    async (startAt) => {
      const one = await story({ clients: 0 });
      const mailing = await one.read(await one.createMailing({ startAt, timezone: 'Europe/Moscow' }));
      expect(mailing).toMatchObject({ startAt: '2033-11-11T12:00:00.000Z', nextRunAt: mailing.startAt });
    },
  );
});

describe('a repeated mailing', () => {
  const day = 24 * hour;

  it.each([
    ['daily', day],
    ['weekly', 7 * day],
  ])('that is %s fires once when each time comes', async (periodicity, periodMs) => {
    const one = await story({ clients: 1 });
    const startAt = Date.now() + 500;
    const id = await one.createMailing({ startAt: new Date(startAt).toISOString(), periodicity });
    const timePasses = () =>
      database.dataSource.query(
        `WITH moved AS (UPDATE runs SET local_date = local_date - $2::int WHERE mailing_id = $1)
         UPDATE mailings SET start_at = start_at - $3 * interval '1 ms', next_run_at = next_run_at - $3 * interval '1 ms',
           scheduled_at = scheduled_at - $3 * interval '1 ms' WHERE id = $1`,
        [id, periodMs / day, periodMs],
      );
    for (const times of [1, 2, 3]) {
      await untilSent(one, times);
      const over = await eventually('the run is over', async () => {
        const { items } = await must(one.api.get(`/mailings/${id}/runs`));
        return items.length === times && items[0].finishedAt && items[0];
      });
      expect(over).toMatchObject({ number: times, status: 'completed', trigger: 'schedule' });
      const mailing = await one.read(id);
      expect(mailing.status).toBe('running');
      expect(Date.parse(mailing.nextRunAt) - startAt).toBe(periodMs);
      if (times < 3) await timePasses();
    }
    expect(lettersTo(one)).toHaveLength(3);
  });

  it('that is monthly is planned for the same day of the next month', async () => {
    const one = await story({ clients: 1 });
    const startAt = Temporal.Now.instant().add({ milliseconds: 300 }).round('millisecond');
    const id = await one.createMailing({ startAt: startAt.toString(), periodicity: 'monthly' });
    await untilSent(one, 1);
    const next = startAt.toZonedDateTimeISO('UTC').add({ months: 1 });
    expect(Date.parse((await one.read(id)).nextRunAt)).toBe(next.epochMilliseconds);
  });

  it('is completed when no further time fits before its end', async () => {
    const one = await story({ clients: 1 });
    const window = { startAt: fromNow(0), endAt: fromNow(hour) };
    const id = await one.createMailing({ ...window, periodicity: 'daily' });
    expect(await one.completed(id)).toMatchObject({ nextRunAt: null, counts: { sent: 1 } });
  });
});

describe('the end of a mailing', () => {
  it('is the end: what is left expires, also what waits for a retry, and nobody can run it again', async () => {
    const one = await story({ clients: 60 });
    const [first] = addressesOf(one.domain, 1);
    postOffice.answerRcpt(first!, ...Array<string>(50).fill('451 4.2.0 later'));
    postOffice.slowDown(one.domain, 250);
    const endAt = Date.now() + 1_500;
    const id = await one.createMailing({ startAt: fromNow(-hour), endAt: new Date(endAt).toISOString() });
    const mailing = await one.completed(id);
    const letters = lettersTo(one);
    expect(letters.length).toBeGreaterThan(0);
    // The dot follows the barrier; a busy machine may put a moment between the two.
    expect(Math.max(...letters.map(({ at }) => at))).toBeLessThan(endAt + 200);
    const { sent, expired, total } = mailing.counts;
    expect([total, sent, expired]).toEqual([60, letters.length, 60 - letters.length]);
    expect((await one.deliveries(id))[0]).toMatchObject({ recipient: first, status: 'expired' });
    const again = await one.api.post(`/mailings/${id}/run`);
    expect([again.status, again.body.code]).toEqual([409, 'mailing.already_completed']);
    await sleep(800);
    expect(lettersTo(one)).toHaveLength(letters.length);
  });
});

describe('in the middle of a run', () => {
  it('a second run is refused, and nobody gets a second letter', async () => {
    const { one, id } = await aSlowRun();
    const again = await one.api.post(`/mailings/${id}/run`);
    expect([again.status, again.body.code]).toEqual([409, 'mailing.already_running']);
    postOffice.slowDown(one.domain, 0);
    expect((await one.completed(id)).counts).toMatchObject({ sent: 40 });
    expect(new Set(lettersTo(one).map(({ to }) => to[0])).size).toBe(40);
    expect(lettersTo(one)).toHaveLength(40);
  });

  it('stop leaves the rest unsent and counts it', async () => {
    const { one, id } = await aSlowRun();
    const stopped = await must(one.api.post(`/mailings/${id}/stop`));
    const sentBefore = lettersTo(one).length;
    expect(stopped).toMatchObject({ status: 'completed', finishedAt: expect.any(String), nextRunAt: null });
    const sent = await staysQuiet(one, sentBefore);
    const run = await eventually('the run is over', async () => {
      const [last] = (await must(one.api.get(`/mailings/${id}/runs`))).items;
      return last.finishedAt && last;
    });
    expect(run).toMatchObject({ status: 'stopped', counts: { total: 40, sent, cancelled: 40 - sent } });
  });

  it.each([
    ['pause', 'resume', 'user', 'paused'],
    ['disable', 'enable', 'manager', 'disabled'],
  ] as const)('%s holds the rest until %s', async (hold, go, role, flag) => {
    const { one, id } = await aSlowRun();
    const actor = role === 'manager' ? await service.logInAs(role) : one.api;
    const held = await must(actor.post(`/mailings/${id}/${hold}`));
    const sentBefore = lettersTo(one).length;
    expect(held[flag]).toBe(true);
    const sent = await staysQuiet(one, sentBefore);
    expect(await one.read(id)).toMatchObject({ status: 'running', counts: { sent, pending: 40 - sent } });
    postOffice.slowDown(one.domain, 0);
    await must(actor.post(`/mailings/${id}/${go}`));
    expect((await one.completed(id)).counts).toMatchObject({ sent: 40 });
    expect(new Set(lettersTo(one).map(({ to }) => to[0])).size).toBe(40);
    expect(lettersTo(one)).toHaveLength(40);
  });

  it('deleting the mailing stops it', async () => {
    const { one, id } = await aSlowRun();
    expect((await one.api.delete(`/mailings/${id}`)).status).toBe(204);
    const sent = await staysQuiet(one, lettersTo(one).length);
    expect(sent).toBeLessThan(40);
    expect((await one.api.get(`/mailings/${id}`)).status).toBe(404);
    expect(await one.attempts(id)).toHaveLength(sent);
  });

  it('blocking the owner stops it, and unblocking lets it go on', async () => {
    const { one, runId } = await aSlowRun();
    const manager = await service.logInAs('manager');
    const setBlocked = (isBlocked: boolean) =>
      database.dataSource.query(`UPDATE users SET blocked_at = CASE WHEN $2 THEN now() END WHERE id = $1`, [
        one.api.userId,
        isBlocked,
      ]);
    await setBlocked(true);
    await staysQuiet(one, lettersTo(one).length);
    await setBlocked(false);
    postOffice.slowDown(one.domain, 0);
    await eventually('40 are sent', async () => {
      const { items } = await must(manager.get(`/deliveries?runId=${runId}&limit=200&status=sent`));
      return items.length === 40;
    });
    expect(lettersTo(one)).toHaveLength(40);
  });

  it('edits of the message and the mailing touch the next run only', async () => {
    const { one, id } = await aSlowRun({ startAt: fromNow(30 * hour), periodicity: 'daily' });
    await must(one.api.patch(`/messages/${one.messageId}`, { subject: 'Changed', text: 'Other words' }));
    postOffice.slowDown(one.domain, 0);
    await untilSent(one, 40);
    for (const letter of lettersTo(one)) {
      expect(headerOf(letter, 'Subject')).toMatch(/^News for Client/);
      expect(letter.raw).toContain('hello.');
    }
    const again = () => one.api.post(`/mailings/${id}/run`);
    await eventually('it may run again', async () => (await again()).status === 202);
    await untilSent(one, 80);
    for (const letter of lettersTo(one).slice(40)) expect(headerOf(letter, 'Subject')).toBe('Changed');
  });
});

describe('the ledger', () => {
  it('keeps the server’s words, and one bad address holds up nobody', async () => {
    const one = await story({ clients: 5 });
    const [, bad, late, silent] = addressesOf(one.domain, 5);
    postOffice.answerRcpt(bad!, '550 5.1.1 no such user here');
    postOffice.answerRcpt(late!, '451 4.7.1 greylisted, come back');
    postOffice.atDot(silent!, () => {});
    const { id } = await one.runMailing();
    expect((await one.completed(id)).counts).toMatchObject({ sent: 3, failed: 1, uncertain: 1 });
    const attempts = await one.attempts(id);
    const of = (recipient?: string) => attempts.filter((attempt) => attempt.recipient === recipient);
    expect(of(bad)).toEqual([
      expect.objectContaining({
        status: 'fail',
        stage: 'rcpt',
        code: 550,
        enhancedCode: '5.1.1',
        reply: '550 5.1.1 no such user here',
        error: null,
      }),
    ]);
    expect(of(late)).toEqual([
      expect.objectContaining({ status: 'fail', code: 451, reply: '451 4.7.1 greylisted, come back' }),
      expect.objectContaining({ status: 'success', code: 250 }),
    ]);
    expect(of(silent)).toEqual([
      expect.objectContaining({
        status: 'uncertain',
        stage: 'dot',
        code: null,
        reply: null,
        error: expect.stringMatching(/took longer than 1000 ms/),
      }),
    ]);
    expect(lettersTo(one).map(({ to }) => to[0])).toHaveLength(3);
    const deliveries = await one.deliveries(id);
    expect(deliveries.map(({ status, attempts: count }) => [status, count])).toEqual([
      ['sent', 1],
      ['failed', 1],
      ['sent', 2],
      ['uncertain', 1],
      ['sent', 1],
    ]);
  });

  it('knows a delivery by one Message-ID, however often it is tried', async () => {
    const one = await story({ clients: 2 });
    const [retried] = addressesOf(one.domain, 1);
    const before = postOffice.server.mails.length;
    postOffice.atDot(retried!, '452 4.3.1 disk full', '451 4.3.0 still full');
    const { id } = await one.runMailing();
    await one.completed(id);
    const tried = postOffice.server.mails.slice(before).filter(({ to }) => to[0] === retried);
    const ids = tried.map((letter) => headerOf(letter, 'Message-ID'));
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
    const others = lettersTo(one).map((letter) => headerOf(letter, 'Message-ID'));
    expect(new Set(others).size).toBe(2);
  });
});

it('the console channel writes one line for each message into the log of the worker', async () => {
  const one = await story({ clients: 3 });
  const { id } = await one.runMailing({ channel: 'console' });
  expect((await one.completed(id)).counts).toMatchObject({ sent: 3 });
  const clientIds = (await one.deliveries(id)).map(({ clientId }) => clientId);
  const lines = await eventually('the lines', () => {
    const found = service
      .logs()
      .split('\n')
      .filter((line) => line.startsWith(`mailing=${id} `));
    return found.length >= 3 && found;
  });
  expect(lines).toHaveLength(3);
  for (const clientId of clientIds) {
    const mine = lines.filter((line) => line.includes(`client=${clientId} `));
    expect(mine).toHaveLength(1);
    expect(mine[0]).toContain(`message=${one.messageId} `);
  }
  expect(lettersTo(one)).toEqual([]);
});
