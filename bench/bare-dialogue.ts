// A process of its own: the pipelined dialogue alone, one letter made beforehand, no database and a barrier that always
// says yes. What the engine would reach if nothing else cost anything.
// `node … bench/bare-dialogue.ts <port> <connections> <messages>`; prints what it took as JSON.
import { CompiledMessage } from '../src/channels/smtp/compiled-message.js';
import { openRelay } from '../src/channels/smtp/smtp-connection.js';
import { SmtpDialogue } from '../src/channels/smtp/smtp-dialogue.js';
import { letter } from './mailing.js';

const [port, connections, messages] = process.argv.slice(2).map(Number) as [number, number, number];
const options = {
  host: '127.0.0.1',
  port,
  secure: false,
  requireTls: false,
  ehloName: 'bench.example',
  sendTimeoutMs: 60_000,
  replyTimeoutMs: 60_000,
};
const run = {
  id: '01900000-0000-7000-8000-000000000001',
  mailingId: '01900000-0000-7000-8000-000000000002',
  ownerId: '01900000-0000-7000-8000-000000000003',
  messageId: null,
  channel: 'email' as const,
  ...letter,
  sender: { name: 'Postledger', address: 'post@sender.example' },
  endsAt: null,
};
const mail = new CompiledMessage(run).mailFor(
  {
    number: 1,
    id: '01900000-0000-7000-8000-000000000004',
    epoch: 1,
    clientId: null,
    recipient: 'client-1@domain-1.example',
    recipientName: 'Anna Client 1',
    slots: { fullName: 'Anna Client 1', 'attributes.city': 'City 1' },
    attempts: 0,
    firstAttemptAt: null,
  },
  Date.now(),
);

let left = messages;
async function lane(): Promise<void> {
  const dialogue = new SmtpDialogue(await openRelay(options, new AbortController().signal), options);
  while (left-- > 0) {
    const outcome = await dialogue.send(mail, () => Promise.resolve(true));
    if (outcome.class !== 'accepted') throw new Error(`the sink said ${outcome.reply ?? outcome.error}`);
  }
  await dialogue.quit();
}

const startedAt = performance.now();
const startCpu = process.cpuUsage();
await Promise.all(Array.from({ length: connections }, lane));
const { user, system } = process.cpuUsage(startCpu);
console.log(
  JSON.stringify({ seconds: (performance.now() - startedAt) / 1_000, cpuUs: (user + system) / messages }),
);
