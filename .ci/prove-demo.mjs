// Runs the demo as a new user does, twice, and looks through the API whether its mailing was really sent.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const deadlineMs = 180_000;
const dataDir = mkdtempSync(join(tmpdir(), 'postledger-demo-'));

async function freePort() {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

function check(isTrue, what) {
  if (!isTrue) throw new Error(`not so: ${what}`);
  console.log(`ok: ${what}`);
}

async function proveOnce(round) {
  const port = await freePort();
  const demo = spawn('npm', ['run', 'demo'], {
    env: { ...process.env, PORT: String(port), DEMO_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true, // a group of its own, so that everything it started can be stopped
  });
  const ended = once(demo, 'exit');
  let output = '';
  const isUp = new Promise((resolve, reject) => {
    demo.stdout.on('data', (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
      if (output.includes('It stays up')) resolve();
    });
    ended.then(([code]) => reject(new Error(`the demo ended by itself with ${code}`)));
    setTimeout(() => reject(new Error('the demo took too long')), deadlineMs).unref();
  });
  try {
    await isUp;
    const [, email] = /Log in as +(\S+)/.exec(output);
    const [, password] = /Password +(\S+)/.exec(output);
    const [, mailingId] = /Mailing +([0-9a-f-]{36})/.exec(output);
    const url = `http://127.0.0.1:${port}`;
    const login = await fetch(`${url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    check(login.status === 200, 'the login that the demo printed works');
    const { accessToken } = await login.json();
    const get = async (path) => {
      const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${accessToken}` } });
      return answer.json();
    };
    const { status, counts } = await get(`/api/v1/mailings/${mailingId}`);
    check(status === 'completed', `round ${round}: the mailing is completed`);
    // Who does not exist is written to once: from then on the address is on the owner's suppression list.
    const { total, sent, failed, suppressed } = counts;
    check(total === 200 && sent + failed + suppressed === 200, '200 clients, each sent or refused');
    check(round === 1 ? failed === 5 : suppressed === 5, 'the five refused addresses are written to once');
    const attempts = await get(`/api/v1/attempts?mailingId=${mailingId}&status=success&limit=200`);
    check(attempts.items.length === counts.sent, 'one successful attempt for each sent delivery');
    check(
      attempts.items.every((attempt) => /^250[ -]/.test(attempt.reply)),
      "each with the server's own 250",
    );
    const inbox = await get('/inbox/messages?limit=1');
    check(inbox.items.length === 1, 'the development inbox shows the mails');
    const docs = await fetch(`${url}/docs/`);
    check(docs.status === 200, '/docs/ answers');
  } finally {
    isUp.catch(() => {}); // it ends now because it is told to
    if (demo.exitCode === null) process.kill(-demo.pid, 'SIGTERM');
    await ended;
  }
}

try {
  await proveOnce(1);
  await proveOnce(2);
} catch (fault) {
  console.error(`demo: ${fault.message}`);
  process.exitCode = 1;
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
