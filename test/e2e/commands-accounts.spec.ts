import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aUser } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { runCli } from '../setup/cli.js';
import { createTestDatabase } from '../setup/test-database.js';

let api: TestApp;
beforeAll(async () => {
  api = await startTestApp();
});
afterAll(() => api?.close());

const cli = (args: string[], stdin = '', env: NodeJS.ProcessEnv = {}) =>
  runCli(args, { stdin, env: { DATABASE_URL: api.databaseUrl, DATA_DIR: api.config.dataDir, ...env } });
const logIn = (email: string, password: string) => api.post('/auth/login', { email, password });
const passwordHashOf = async (email: string) =>
  (await api.dataSource.query('SELECT password_hash FROM users WHERE email = $1', [email]))[0]?.password_hash;

describe('accounts for trying out', () => {
  it.each([
    ['csu', 'createadmin', 'admin@mailing.com', 'admin'],
    ['cm', 'create-manager', 'moder@mailing.com', 'manager'],
  ])('%s creates one with a warning; %s after it changes nothing', async (command, again, email, role) => {
    const first = await cli([command]);
    expect(first).toMatchObject({ code: 0, stdout: `Created ${email} (${role}).\n` });
    expect(first.stderr).toMatch(/FOR TRYING OUT ONLY/);
    const login = await logIn(email, '1');
    expect(login.body.user).toMatchObject({ email, role });

    const hash = await passwordHashOf(email);
    const second = await cli([again]);
    expect(second.code).toBe(0);
    expect(second.stdout).toMatch(/already exists/);
    expect(await passwordHashOf(email)).toBe(hash);
    expect(
      (await api.get(`/users?search=${email}`, (await logIn('admin@mailing.com', '1')).body.accessToken)).body
        .items,
    ).toHaveLength(1);
  });

  it('are refused in production', async () => {
    const result = await cli(['csu'], '', { NODE_ENV: 'production', JWT_SECRET: 'x'.repeat(40) });
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toMatch(/^error: .*production.*\n$/);
  });
});

describe.concurrent('creating accounts', () => {
  it.each([
    ['create-admin', 'admin'],
    ['create-manager', 'manager'],
    ['create-user', 'user'],
    ['cu', 'user'],
  ])('%s creates an active %s who can log in', async (command, role) => {
    const email = `${command}@example.com`;
    const result = await cli([command, '--email', email, '--password-stdin'], 'пароль с пробелом \n');
    expect(result).toEqual({ code: 0, stdout: `Created ${email} (${role}).\n`, stderr: '' });
    const login = await logIn(email, 'пароль с пробелом ');
    expect([login.status, login.body.user?.role]).toEqual([200, role]);
  });

  it('leaves an account that exists as it is, whatever password is given', async () => {
    const user = await aUser(api.dataSource, { email: 'There.Already@example.com', role: 'admin' });
    const args = ['create-admin', '--email', 'there.already@EXAMPLE.com', '--password-stdin'];
    const hash = await passwordHashOf(user.email);
    const result = await cli(args, 'another password');
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(/already exists/);
    expect(await passwordHashOf(user.email)).toBe(hash);
  });

  it('fails where the account that exists has another role', async () => {
    await aUser(api.dataSource, { email: 'plain@example.com' });
    const result = await cli(
      ['create-admin', '--email', 'plain@example.com', '--password-stdin'],
      'long enough',
    );
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toBe(
      'error: plain@example.com (user) already exists with another role; nothing was changed\n',
    );
  });

  it('creates one account when called twice at the same moment', async () => {
    const args = ['create-user', '--email', 'twice@example.com', '--password-stdin'];
    const results = await Promise.all([cli(args, 'long enough'), cli(args, 'long enough')]);
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
    const rows = await api.dataSource.query(`SELECT 1 FROM users WHERE email = 'twice@example.com'`);
    expect(rows).toHaveLength(1);
  });
});

describe.concurrent('wrong usage', () => {
  // Nobody listens there: a mistake is told before the database is looked for.
  const nowhere = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' };

  it.each([
    ['an unknown command', ['create-emperor'], ''],
    ['no command', [], ''],
    ['an unknown option', ['create-user', '--email', 'a@example.com', '--admin'], ''],
    ['an option without its value', ['create-user', '--email'], ''],
    ['no address', ['create-user', '--password-stdin'], 'long enough'],
    ['no option at all', ['cu'], ''],
    ['a bad address', ['create-user', '--email', 'no address', '--password-stdin'], 'long enough'],
    ['no terminal to ask for the password', ['create-user', '--email', 'a@example.com'], ''],
    ['an empty password', ['create-user', '--email', 'a@example.com', '--password-stdin'], '\n'],
    [
      'a password that everybody tries',
      ['create-user', '--email', 'a@example.com', '--password-stdin'],
      'qwertyuiop\n',
    ],
    ['a short password', ['create-user', '--email', 'a@example.com', '--password-stdin'], '1234567\n'],
    [
      'an endless password',
      ['create-user', '--email', 'a@example.com', '--password-stdin'],
      'x'.repeat(5000),
    ],
    ['an argument too many', ['migrate', 'now'], ''],
  ])('%s ends with 2', async (_, args, stdin) => {
    const result = await cli(args, stdin, nowhere);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).not.toMatch(/^\s+at /m);
    expect(result.stderr).toMatch(args.length > 0 ? /^error: .+\n(\(.+\)\n)?$/ : /^Usage: /);
  });

  it.each(['create-admin', 'create-manager', 'create-user', 'migrate'])(
    '%s --help shows examples and needs no database',
    async (command) => {
      const result = await cli([command, '--help'], '', nowhere);
      expect(result).toMatchObject({ code: 0, stderr: '' });
      expect(result.stdout).toMatch(new RegExp(`npm run cli -- ${command}`));
    },
  );

  it('lists every command in the help', async () => {
    const { code, stdout } = await cli(['--help'], '', nowhere);
    expect(code).toBe(0);
    for (const command of ['create-admin|createadmin', 'create-manager|cm', 'create-user|cu', 'migrate']) {
      expect(stdout).toContain(command);
    }
  });
});

describe.concurrent('failures', () => {
  it.each([
    ['a setting that breaks its rule', { DATABASE_URL: 'mysql://x' }, /^error: DATABASE_URL .+\n$/],
    [
      'a database that does not exist',
      { DATABASE_URL: () => api.databaseUrl.replace(/[^/]+$/, 'not_there') },
      /^error: DATABASE_URL: .+not_there.+\n$/,
    ],
  ])('%s ends with 1 and one line', async (_, env, line) => {
    const DATABASE_URL = typeof env.DATABASE_URL === 'function' ? env.DATABASE_URL() : env.DATABASE_URL;
    const result = await cli(['migrate'], '', { DATABASE_URL });
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toMatch(line);
  });
});

it('migrate builds the tables of an empty database, and says so when there is nothing to do', async () => {
  const database = await createTestDatabase({ empty: true });
  try {
    const first = await cli(['migrate'], '', { DATABASE_URL: database.url });
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^(Applied [A-Za-z]+\d+\.\n)+/);
    expect(await cli(['migrate'], '', { DATABASE_URL: database.url })).toEqual({
      code: 0,
      stdout: 'The database is up to date.\n',
      stderr: '',
    });
  } finally {
    await database.drop();
  }
});
