import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aStory, must, type Story } from '../setup/mailing-story.js';
import { hangUp, ScriptedSmtpServer, silence, type SmtpScript } from '../setup/scripted-smtp-server.js';
import { freePort } from '../../src/database/embedded/port.js';
import { ask, eventually, type Service, startService } from '../setup/service.js';
import { usualPassword } from '../factories/users.js';
import { type ConnectedTestDatabase, connectTestDatabase } from '../setup/test-database.js';

/** The last one is long: what waits for it has not been woken by those who should. */
const probeDelays = [...Array<string>(20).fill('300ms'), '5m'].join();

let database: ConnectedTestDatabase;
let service: Service;
let port: number;
let relay: ScriptedSmtpServer | null = null;

beforeAll(async () => {
  database = await connectTestDatabase();
  port = await freePort();
  service = await startService({
    database,
    env: { SMTP_URL: `smtp://127.0.0.1:${port}`, SEND_PROBE_DELAYS: probeDelays },
  });
});
afterAll(async () => {
  await service?.stop();
  await database?.drop();
});
let one: Story;
beforeEach(async () => {
  one = await aStory(service, database);
});
afterEach(async () => {
  await relay?.close();
  relay = null;
});

/** Puts another server in the place of the one before; null: nobody listens. */
async function relayIs(script: SmtpScript | null): Promise<void> {
  await relay?.close();
  relay = script && (await new ScriptedSmtpServer(script).listen(port));
}

const recipients = () =>
  relay!.mails
    .flatMap(({ to }) => to)
    .filter((to) => to.endsWith(one.domain))
    .toSorted();
const clients = () => [0, 1, 2].map((number) => `client${number}@${one.domain}`);
const attemptsOf = (id: string, count: number) =>
  eventually(`${count} attempts`, async () => {
    const attempts = await one.attempts(id);
    return attempts.length >= count && attempts;
  });

/** The middle one of five, so that one hiccup of a busy machine says nothing. */
async function usualDurationMs(
  request: () => Promise<{ status: number; durationMs: number }>,
): Promise<number> {
  const durations: number[] = [];
  for (let times = 0; times < 5; times += 1) {
    const { status, durationMs } = await request();
    expect(status).toBe(200);
    durations.push(durationMs);
  }
  return durations.toSorted((a, b) => a - b)[2]!;
}

describe.each([
  ['does not answer', { greeting: silence }, /took longer than 1000 ms|never received/],
  ['hangs in the middle', { data: silence }, /took longer than 1000 ms/],
  ['answers with garbage', { greeting: '\u0000\u0001ABC lol 250 OK' }, /./],
  ['talks nonsense later', { rcpt: 'certainly!' }, /./],
  ['drops the connection', { greeting: hangUp }, /closed/],
  ['drops it before the dot', { data: hangUp }, /closed the connection/],
  ['refuses connections', null, /ECONNREFUSED/],
] as [string, SmtpScript | null, RegExp][])('a mail server that %s', (_, script, words) => {
  it('slows nobody down, costs no attempts, and gets the letters when it is back', async () => {
    await relayIs(script);
    const { id } = await one.runMailing();
    const [fault] = await attemptsOf(id, 1);
    expect(fault).toMatchObject({ status: 'fail', code: null, error: expect.stringMatching(words) });
    const credentials = { email: one.api.email, password: usualPassword };
    const durations = await Promise.all([
      usualDurationMs(() => ask(service.url, 'GET', '//health/ready')),
      usualDurationMs(() => one.api.get('/clients')),
      usualDurationMs(() => ask(service.url, 'POST', '/auth/login', credentials)),
    ]);
    expect(Math.max(...durations)).toBeLessThan(300);
    for (const delivery of await one.deliveries(id)) {
      expect(delivery).toMatchObject({ status: 'pending', attempts: 0 });
    }

    await relayIs({});
    expect((await one.completed(id)).counts).toMatchObject({ total: 3, sent: 3 });
    expect(recipients()).toEqual(clients());
    expect((await one.deliveries(id)).map(({ attempts }) => attempts)).toEqual([1, 1, 1]);
    const successes = (await one.attempts(id)).filter(({ status }) => status === 'success');
    expect(successes).toHaveLength(3);
  });
});

it('a relay that refuses us for good is left in peace until somebody resumes the mailing', async () => {
  await relayIs({ greeting: '554 5.7.1 you are on our list' });
  const { id } = await one.runMailing();
  const paused = await eventually('the mailing is paused', async () => {
    const mailing = await one.read(id);
    return mailing.paused && mailing;
  });
  expect(paused).toMatchObject({ status: 'running', counts: { pending: 3, failed: 0 } });
  const attempts = await attemptsOf(id, 1);
  expect(attempts[0]).toMatchObject({ status: 'fail', code: 554, reply: '554 5.7.1 you are on our list' });
  const sessions = relay!.sessions.length;
  expect(sessions).toBeLessThanOrEqual(4);

  const other = await one.runMailing({ name: 'another' });
  await eventually('the other is paused too', async () => (await one.read(other.id)).paused);
  await must(one.api.post(`/mailings/${other.id}/stop`));

  await relayIs({});
  await must(one.api.post(`/mailings/${id}/resume`));
  expect((await one.completed(id)).counts).toMatchObject({ sent: 3 });
  expect(recipients()).toEqual(clients());
});

it('one that is away at the end of the window leaves the letters expired', async () => {
  await relayIs(null);
  const endAt = new Date(Date.now() + 1_500).toISOString();
  const id = await one.createMailing({ startAt: new Date().toISOString(), endAt });
  expect((await one.completed(id)).counts).toMatchObject({ total: 3, sent: 0, expired: 3 });
  await relayIs({});
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(recipients()).toEqual([]);
});
