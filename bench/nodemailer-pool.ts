// A process of its own: the same message to the same clients through nodemailer's pool, with no database at all.
// `node … bench/nodemailer-pool.ts <port> <connections> <messages>`; prints what it took as JSON.
import { createTransport } from 'nodemailer';
import { letter } from './mailing.js';

const [port, connections, messages] = process.argv.slice(2).map(Number) as [number, number, number];

const pool = createTransport({
  pool: true,
  host: '127.0.0.1',
  port,
  ignoreTLS: true,
  maxConnections: connections,
  maxMessages: Infinity,
});

function filled(template: string, serial: number): string {
  return template
    .replaceAll('{{fullName}}', `Anna Client ${serial}`)
    .replaceAll('{{attributes.city}}', `City ${serial % 100}`)
    .replaceAll('{{unsubscribeUrl}}', `https://post.example/unsubscribe/${serial}`);
}

let next = 0;
async function lane(): Promise<void> {
  while (next < messages) {
    const serial = next++;
    await pool.sendMail({
      from: { name: 'Postledger', address: 'post@sender.example' },
      to: { name: `Anna Client ${serial}`, address: `client-${serial}@provider-${serial % 10}.example` },
      subject: filled(letter.subject, serial),
      html: filled(letter.html, serial),
      text: filled(letter.text, serial),
    });
  }
}

const startedAt = performance.now();
const startCpu = process.cpuUsage();
await Promise.all(Array.from({ length: connections * 2 }, lane));
const { user, system } = process.cpuUsage(startCpu);
console.log(
  JSON.stringify({ seconds: (performance.now() - startedAt) / 1_000, cpuUs: (user + system) / messages }),
);
pool.close();
