// Mail servers end connections when they like, mostly after so many letters: that costs no letter an attempt or a wait.
import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../../src/modules/scheduler/system-clock.js';
import { Engine } from '../../src/sending/engine.js';
import { RecordingLog } from '../../src/sending/testing/engine-world.js';
import { InMemoryLedger } from '../../src/sending/testing/in-memory-ledger.js';
import {
  type ScriptedSmtpServer,
  type SmtpScript,
  type SmtpServerSession,
  startScriptedSmtpServer,
} from '../setup/scripted-smtp-server.js';
import { channelTo } from './letters.js';

let server: ScriptedSmtpServer;

afterEach(() => server.close());

const letters = 300;

const carriedBy = ({ commands }: SmtpServerSession) =>
  commands.filter((command) => command === 'DATA').length;

const endingsAfterFew: [string, SmtpScript][] = [
  ['closes after each letter', { dot: (session) => session.socket.end('250 2.0.0 taken\r\n') }],
  [
    'closes after every tenth letter',
    {
      dot: (session) => {
        if (carriedBy(session) % 10 === 0) session.socket.end('250 2.0.0 taken\r\n');
        else session.answerAsUsual('dot');
      },
    },
  ],
  [
    'takes leave with 421 after every tenth letter',
    {
      mail: (session) => {
        if (carriedBy(session) >= 10) session.socket.end('421 4.7.0 too many letters on this connection\r\n');
        else session.answerAsUsual('mail');
      },
    },
  ],
  [
    'resets when a second letter begins',
    {
      mail: (session) => {
        if (carriedBy(session) > 0) session.reset();
        else session.answerAsUsual('mail');
      },
    },
  ],
];

it.each(endingsAfterFew)('a server that %s gets each letter once', async (_, script) => {
  server = await startScriptedSmtpServer(script);
  const ledger = new InMemoryLedger(systemClock);
  const log = new RecordingLog();
  const channel = channelTo(server.url, { sendTimeoutMs: 10_000, replyTimeoutMs: 10_000 });
  const engine = new Engine({
    ledger,
    channels: new Map([['email', channel]]),
    clock: systemClock,
    log,
    random: Math.random,
    newId: randomUUID,
    options: { connections: 10 },
  });
  const runId = ledger.addRun();
  for (let index = 0; index < letters; index++) ledger.addDelivery(runId);

  await expect(engine.workOn(runId)).resolves.toMatchObject({ state: 'over' });
  await engine.drain();

  for (const { status, history } of ledger.rows.values())
    expect({ status, tries: history.map((attempt) => attempt.status) }).toEqual({
      status: 'sent',
      tries: ['success'],
    });
  expect(new Set(server.mails.map(({ to }) => to[0])).size).toBe(letters);
  expect(server.mails).toHaveLength(letters);
  expect(log.lines.filter(({ level }) => level !== 'info')).toEqual([]);
});
