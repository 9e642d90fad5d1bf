// A real dovecot for tests, which can be stopped and started again on the same port. Mails are delivered into its
// maildirs as a mail server would.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { describe } from 'vitest';
import { freePort } from '../../src/database/embedded/port.js';
import { testTls } from './test-tls.js';

// Debian keeps it where the PATH of ordinary users does not lead.
const program = ['dovecot', '/usr/sbin/dovecot'].find((name) => versionOf(name).startsWith('2.3.'));

function versionOf(name: string): string {
  return spawnSync(name, ['--version']).stdout?.toString() ?? '';
}

/** `describe` where dovecot is installed; elsewhere the tests are skipped and say so, on CI they fail. */
export function describeWithDovecot(title: string, options: { timeout?: number }, tests: () => void): void {
  if (!program && process.env['CI'])
    throw new Error('dovecot 2.3 is not installed: install dovecot-imapd for CI');
  if (!program) process.stderr.write(`SKIPPED, dovecot 2.3 (dovecot-imapd) is not installed: ${title}\n`);
  const describeOrSkip: (title: string, options: { timeout?: number }, tests: () => void) => void = program
    ? describe
    : describe.skip;
  describeOrSkip(title, options, tests);
}

export const mailboxPassword = 'p/:@ ss"w\\ord';
const encodedPassword = Buffer.from(mailboxPassword).toString('base64');

export interface StoredMail {
  uid: number;
  flags: string[];
  subject: string;
}

export interface TestDovecot {
  readonly port: number;
  /** For `BOUNCE_IMAP_URL`; every user exists. */
  url(user: string, options?: { password?: string; protocol?: 'imap' | 'imaps'; folder?: string }): string;
  deliver(user: string, mails: readonly string[]): void;
  /** What is in the folder; null where there is no such folder. */
  list(user: string, folder?: string): Promise<StoredMail[] | null>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Stopped and its mails removed. */
  remove(): Promise<void>;
}

/** Without rights: root gives them up, since dovecot's log-in refuses to run as root. */
function identity(): { name: string; group: string; uid: number; gid: number } {
  const name = userInfo().uid === 0 ? 'nobody' : userInfo().username;
  const id = (option: string) => execFileSync('id', [option, name]).toString().trim();
  return { name, group: id('-gn'), uid: Number(id('-u')), gid: Number(id('-g')) };
}

/** `isAbsent`: only the port is chosen; nobody listens until `start()`. */
export async function startDovecot({ isAbsent = false, isTls = false } = {}): Promise<TestDovecot> {
  const port = await freePort();
  const { name, group, uid, gid } = identity();
  const home = mkdtempSync(join(tmpdir(), 'postledger-imap-'));
  chownSync(home, uid, gid);
  chmodSync(home, 0o755);
  const configFile = join(home, 'dovecot.conf');
  writeFileSync(join(home, 'cert.pem'), testTls.cert);
  writeFileSync(join(home, 'key.pem'), testTls.key);
  const listener = (kind: string, isOn: boolean) =>
    isOn
      ? `inet_listener ${kind} {\n address = 127.0.0.1\n port = ${port}\n }`
      : `inet_listener ${kind} {\n port = 0\n }`;
  writeFileSync(
    configFile,
    // LAYOUT=fs: folders have the names that most servers give them.
    `base_dir = ${home}/run
state_dir = ${home}/run
log_path = ${home}/log
protocols = imap
ssl = ${isTls ? 'yes' : 'no'}
ssl_cert = <${home}/cert.pem
ssl_key = <${home}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
default_internal_user = ${name}
default_internal_group = ${group}
default_login_user = ${name}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${home}/mail/%u:LAYOUT=fs
mail_max_userip_connections = 100
passdb {
  driver = passwd-file
  args = ${home}/users
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${home}/mail/%u
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  ${listener('imap', !isTls)}
  ${listener('imaps', isTls)}
}
`,
  );
  const users = new Set<string>();
  let delivered = 0;
  let server: ChildProcess | undefined;

  async function listFolder(user: string, folder: string, triesLeft: number): Promise<StoredMail[] | null> {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port,
      secure: isTls,
      tls: { rejectUnauthorized: false },
      auth: { user, pass: mailboxPassword },
      logger: false,
    });
    client.on('error', () => {});
    try {
      await client.connect();
      const { exists } = await client.mailboxOpen(folder, { readOnly: true }).catch((fault) => {
        if (fault.mailboxMissing) return { exists: null };
        throw fault;
      });
      if (exists === null) return null;
      const mails: StoredMail[] = [];
      if (exists > 0)
        for await (const { uid, flags, envelope } of client.fetch('1:*', { flags: true, envelope: true }))
          mails.push({
            uid,
            flags: [...flags!].filter((flag) => flag !== '\\Recent'),
            subject: envelope?.subject ?? '',
          });
      return mails;
    } catch (fault) {
      // The server refuses what is moved or deleted by the reader while it is listed; what lasts is a fault.
      if (!(fault as { responseStatus?: string }).responseStatus || triesLeft === 0) throw fault;
      await sleep(200);
      return listFolder(user, folder, triesLeft - 1);
    } finally {
      client.close();
    }
  }

  const dovecot: TestDovecot = {
    port,
    url(user, { password = mailboxPassword, protocol = isTls ? 'imaps' : 'imap', folder = '' } = {}) {
      users.add(user);
      writeFileSync(
        join(home, 'users.new'),
        [...users].map((one) => `${one}:{PLAIN.B64}${encodedPassword}\n`).join(''),
      );
      // Never half a file: whoever logs in meanwhile would be unknown.
      renameSync(join(home, 'users.new'), join(home, 'users'));
      const path = folder && `/${encodeURIComponent(folder)}`;
      return `${protocol}://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}${path}`;
    },
    deliver(user, mails) {
      for (const folder of ['', 'tmp', 'new', 'cur']) {
        mkdirSync(join(home, 'mail', user, folder), { recursive: true });
        chownSync(join(home, 'mail', user, folder), uid, gid);
      }
      chownSync(join(home, 'mail'), uid, gid);
      for (const mail of mails) {
        const file = `${1_000_000_000 + ++delivered}.M1P1.test`;
        writeFileSync(join(home, 'mail', user, 'tmp', file), mail);
        chownSync(join(home, 'mail', user, 'tmp', file), uid, gid);
        renameSync(join(home, 'mail', user, 'tmp', file), join(home, 'mail', user, 'new', file));
      }
    },
    list: (user, folder = 'INBOX') => listFolder(user, folder, 10),
    async start() {
      server = spawn(program!, ['-F', '-c', configFile], { stdio: 'ignore', cwd: home, uid, gid });
      while (!(await accepts(port))) {
        if (server.exitCode !== null) throw new Error('dovecot does not start');
        await sleep(20);
      }
    },
    async stop() {
      if (!server || server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
      while (await accepts(port)) await sleep(20);
    },
    async remove() {
      await dovecot.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
  if (!isAbsent) await dovecot.start();
  return dovecot;
}

async function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1').on('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
