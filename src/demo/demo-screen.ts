// What the demo shows in the terminal.
import { setTimeout as sleep } from 'node:timers/promises';
import { Presets, SingleBar } from 'cli-progress';
import type { Api } from './api.js';
import type { Login } from './demo-service.js';

interface Mailing {
  status: string;
  counts: Record<'total' | 'pending' | 'sent' | 'failed' | 'uncertain' | 'suppressed', number>;
}

interface Attempts {
  items: { status: string; recipient: string; reply: string | null; error: string | null }[];
}

/** Shows the mailing going out until it is completed. */
export async function showProgress(api: Api, mailingId: string): Promise<void> {
  const bar = new SingleBar(
    {
      format: '{bar} {percentage}% | {value} of {total} settled | sent {sent}, refused {failed} | {what}',
      hideCursor: true,
      noTTYOutput: true,
      notTTYSchedule: 1_000,
    },
    Presets.shades_classic,
  );
  bar.start(1, 0, { sent: 0, failed: 0, what: 'waiting for its start' });
  for (;;) {
    const { status, counts } = await api.get<Mailing>(`/mailings/${mailingId}`);
    if (counts.total > 0) bar.setTotal(counts.total);
    const what = status === 'completed' ? 'completed' : counts.sent > 0 ? 'sending' : 'waiting for its start';
    bar.update(counts.total - counts.pending, { sent: counts.sent, failed: counts.failed, what });
    if (status === 'completed') break;
    await sleep(250);
  }
  bar.stop();
}

/** The counts, two lines of the ledger, the login and where to look next. */
export async function showFarewell(
  api: Api,
  mailingId: string,
  { url, email, password }: Login & { url: string },
): Promise<void> {
  const { counts } = await api.get<Mailing>(`/mailings/${mailingId}`);
  const [sent, refused] = await Promise.all(
    ['success', 'fail'].map((status) =>
      api.get<Attempts>(`/attempts?mailingId=${mailingId}&status=${status}&limit=1`),
    ),
  );
  const lines = [
    '',
    `The mailing is completed: ${counts.sent} sent, ${counts.failed} refused, ${counts.uncertain} uncertain, of ${counts.total}.`,
    ...(counts.suppressed > 0
      ? [
          `${counts.suppressed} were not written to: an earlier demo learned that their addresses do not exist.`,
        ]
      : []),
    "The ledger keeps the mail server's own words for every attempt, for example:",
    ...[...sent!.items, ...refused!.items].map(
      (attempt) => `  ${attempt.status.padEnd(7)} ${attempt.recipient}: ${attempt.reply ?? attempt.error}`,
    ),
    '',
    `  Console             ${url}/`,
    `  API and documents   ${url}/docs`,
    `  The mails it sent   ${url}/inbox`,
    `  Mailing             ${mailingId}`,
    `  Log in as           ${email}`,
    `  Password            ${password}`,
    '',
    'It stays up until you press Ctrl-C.',
    '',
  ];
  process.stdout.write(lines.join('\n'));
}
