import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runBuiltCli } from '../setup/cli.js';
import { aStory, fromNow, must, type Story } from '../setup/mailing-story.js';
import { openPostOffice, type PostOffice } from '../setup/post-office.js';
import { type Service, shortTimes, startService } from '../setup/service.js';
import { type ConnectedTestDatabase, connectTestDatabase } from '../setup/test-database.js';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let database: ConnectedTestDatabase;
let postOffice: PostOffice;
let service: Service;
let one: Story;

const env = () => ({ NODE_ENV: 'test', ...shortTimes, DATABASE_URL: database.url, SMTP_URL: postOffice.url });
/** The databases of tests are not durable, and every command that sends says so. */
const cli = async (args: string[], more: NodeJS.ProcessEnv = {}) => {
  const { stderr, ...result } = await runBuiltCli(args, { env: { ...env(), ...more } });
  return { ...result, stderr: stderr.replace(/^the database may forget .*\n/, '') };
};
const letters = () => postOffice.lettersTo(one.domain);
const failsWith = (line: RegExp, code = 1) => ({ code, stdout: '', stderr: expect.stringMatching(line) });

async function begin(role: 'api' | 'all'): Promise<void> {
  database = await connectTestDatabase();
  postOffice = await openPostOffice();
  service = await startService({ database, role, env: { SMTP_URL: postOffice.url } });
}
async function end(): Promise<void> {
  await service?.stop();
  await postOffice?.close();
  await database?.drop();
}

describe('with no worker running', () => {
  beforeAll(() => begin('api'));
  afterAll(end);
  beforeEach(async () => {
    one = await aStory(service, database);
  });

  it('send-mailing sends to everybody and prints the counts', async () => {
    postOffice.answerRcpt(`client1@${one.domain}`, '550 5.1.1 no such user');
    const id = await one.createMailing();
    expect(await cli(['send-mailing', id])).toEqual({
      code: 0,
      stdout: `mailing ${id}: total: 3, sent: 2, failed: 1, uncertain: 0\n`,
      stderr: '',
    });
    expect(letters()).toHaveLength(2);
    expect((await one.read(id)).status).toBe('completed');
    expect(await cli(['sendmail', id])).toEqual(failsWith(/^error: The mailing is completed\n$/));
    expect(letters()).toHaveLength(2);
  });

  it('send-mailing waits for a retry that is soon', async () => {
    postOffice.answerRcpt(`client2@${one.domain}`, '451 4.7.1 greylisted');
    const { code, stdout } = await cli(['send_mailing', await one.createMailing()]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/total: 3, sent: 3, failed: 0/);
  });

  it('send-mailing tells of what waits for a retry that is far', async () => {
    postOffice.answerRcpt(`client2@${one.domain}`, '451 4.7.1 greylisted');
    const { code, stdout } = await cli(['send_mailing', await one.createMailing()], {
      SEND_RETRY_DELAYS: '1h',
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/total: 3, sent: 2, failed: 0, uncertain: 0, waiting for a retry: 1 /);
  });

  it('a command that refuses to start says so in one line and ends soon', async () => {
    const startedAt = Date.now();
    expect(await cli(['send-due'], { NODE_ENV: 'development' })).toEqual(
      failsWith(/^error: nothing is sent: the database may forget .*\n$/),
    );
    // Connections that are left open would hold it for half a minute.
    expect(Date.now() - startedAt).toBeLessThan(25_000);
  });

  it.each([
    ['an unknown id', [randomUUID()], 1, /^error: There is no such mailing\n$/],
    ['text for an id', ['news'], 2, /^error: "news" is no id of a mailing \(a UUID\)\n$/],
    ['no id', [], 2, /^error: missing required argument 'id'\n$/],
    ['two ids', [randomUUID(), randomUUID()], 2, /^error: too many arguments.*\n$/],
  ])('send-mailing with %s fails', async (_, args, code, line) => {
    expect(await cli(['send-mailing', ...args])).toEqual(failsWith(line, code));
  });

  it.each([
    ['paused', 'pause', 'user', /^error: The mailing is paused; resume it first\n$/],
    ['disabled', 'disable', 'manager', /^error: A manager disabled this mailing\n$/],
  ] as const)('send-mailing refuses one that is %s', async (_, action, role, line) => {
    const id = await one.createMailing();
    const actor = role === 'manager' ? await service.logInAs(role) : one.api;
    await must(actor.post(`/mailings/${id}/${action}`));
    expect(await cli(['send-mailing', id])).toEqual(failsWith(line));
    expect(letters()).toEqual([]);
  });

  it('send-mailing says that all wait when the mail server is away, and nothing is lost', async () => {
    const id = await one.createMailing();
    const { code, stdout } = await cli(['send-mailing', id], {
      SMTP_URL: 'smtp://127.0.0.1:1',
      SEND_PROBE_DELAYS: '1h',
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/total: 3, sent: 0, .*waiting for a retry: 3/);
    await database.dataSource.query(`UPDATE deliveries SET next_attempt_at = now() WHERE mailing_id = $1`, [
      id,
    ]);
    const due = await cli(['send-due']);
    expect(due.stdout).toBe(`mailing ${id}: total: 3, sent: 3, failed: 0, uncertain: 0\n`);
  });

  it('send-due sends what is due, once', async () => {
    const later = await one.createMailing({ startAt: fromNow(3_600_000) });
    expect(await cli(['send-due'])).toEqual({ code: 0, stdout: 'Nothing is due.\n', stderr: '' });
    const id = await one.createMailing({ startAt: fromNow(0), endAt: fromNow(3_600_000) });
    expect(await cli(['sending_mail_command'])).toEqual({
      code: 0,
      stdout: `mailing ${id}: total: 3, sent: 3, failed: 0, uncertain: 0\n`,
      stderr: '',
    });
    expect(await cli(['send-due'])).toMatchObject({ code: 0, stdout: 'Nothing is due.\n' });
    expect(letters()).toHaveLength(3);
    expect((await one.read(id)).status).toBe('completed');
    expect((await one.read(later)).status).toBe('created');
  });

  it('send-due twice at the same moment sends everything once', async () => {
    const id = await one.createMailing({ startAt: fromNow(0) });
    const answers = await Promise.all([cli(['send-due']), cli(['send-due'])]);
    expect(answers.map(({ code }) => code)).toEqual([0, 0]);
    await one.completed(id);
    expect(letters()).toHaveLength(3);
  });
});

describe('beside a running service', () => {
  beforeAll(() => begin('all'));
  afterAll(end);

  it('nobody gets a second letter, whoever sends', async () => {
    one = await aStory(service, database, { clients: 60 });
    postOffice.slowDown(one.domain, 20);
    const ids = [await one.createMailing(), await one.createMailing()];
    const startAt = fromNow(1_500);
    for (const _ of [1, 2]) ids.push(await one.createMailing({ startAt }));
    const answers = await Promise.all([
      cli(['send-mailing', ids[0]!]),
      cli(['send-mailing', ids[1]!]),
      cli(['send-due']),
      cli(['send-due']),
    ]);
    for (const { code, stderr } of answers) expect([code, stderr]).toEqual([0, '']);
    for (const answer of answers.slice(0, 2)) expect(answer.stdout).toMatch(/total: 60, sent: 60, failed: 0/);
    for (const id of ids) {
      const { counts } = await one.completed(id, 30_000);
      expect(counts).toMatchObject({ total: 60, sent: 60 });
    }
    expect(letters()).toHaveLength(240);
  });
});
