// What the SMTP tests send, and to whom.
import { SmtpChannel } from '../../src/channels/smtp/smtp-channel.js';
import type { SmtpOptions } from '../../src/channels/smtp/smtp-options.js';
import { parseSmtpUrl } from '../../src/config/smtp-url.js';
import { RelayFault } from '../../src/sending/ports.js';
import type { ClaimedDelivery, Connection, Outcome, RunSnapshot } from '../../src/sending/ports.js';

export function aRun(changes: Partial<RunSnapshot> = {}): RunSnapshot {
  return {
    id: '01900000-0000-7000-8000-000000000001',
    mailingId: '01900000-0000-7000-8000-000000000002',
    ownerId: '01900000-0000-7000-8000-000000000003',
    messageId: '01900000-0000-7000-8000-000000000004',
    channel: 'email',
    subject: 'Hello {{fullName}}',
    html: null,
    text: 'Dear {{fullName}},\nthe shop is open.',
    sender: { name: 'The Shop', address: 'shop@example.com' },
    endsAt: null,
    ...changes,
  };
}

export function aDelivery(changes: Partial<ClaimedDelivery> = {}): ClaimedDelivery {
  return {
    number: 1,
    id: '01900000-0000-7000-8000-0000000000aa',
    epoch: 1,
    clientId: '01900000-0000-7000-8000-000000000005',
    recipient: 'ann@example.org',
    recipientName: 'Ann',
    slots: { fullName: 'Ann' },
    attempts: 0,
    firstAttemptAt: null,
    ...changes,
  };
}

export const never = new AbortController().signal;
export const yes = async () => true;

export function optionsFor(url: string, changes: Partial<SmtpOptions> = {}): SmtpOptions {
  return {
    ...parseSmtpUrl(url),
    sendTimeoutMs: 300,
    replyTimeoutMs: 300,
    ehloName: 'postledger.test',
    ...changes,
  };
}

export function channelTo(url: string, changes: Partial<SmtpOptions> = {}): SmtpChannel {
  return new SmtpChannel(optionsFor(url, changes));
}

/** Connects and sends one letter; a relay fault of connecting is returned as its outcome. */
export async function sendOne(
  url: string,
  more: {
    options?: Partial<SmtpOptions>;
    run?: Partial<RunSnapshot>;
    delivery?: Partial<ClaimedDelivery>;
  } = {},
  atBarrier: () => Promise<boolean> = yes,
): Promise<{ outcome: Outcome; connection: Connection | null }> {
  const channel = channelTo(url, more.options);
  try {
    const connection = await channel.connect(never);
    const outcome = await connection.send(
      channel.compile(aRun(more.run)),
      aDelivery(more.delivery),
      atBarrier,
    );
    return { outcome, connection };
  } catch (error) {
    if (error instanceof RelayFault) return { outcome: error.outcome, connection: null };
    throw error;
  }
}
