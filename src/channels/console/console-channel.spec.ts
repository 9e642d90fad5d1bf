import { describe, expect, it } from 'vitest';
import type { ClaimedDelivery, RunSnapshot } from '../../sending/ports.js';
import { ConsoleChannel } from './console-channel.js';

const run: RunSnapshot = {
  id: 'run-1',
  mailingId: 'mailing-1',
  ownerId: 'owner-1',
  messageId: 'message-1',
  channel: 'console',
  subject: 'Hello {{fullName}}',
  html: null,
  text: 'Hello',
  sender: { name: 'Shop', address: 'shop@example.com' },
  endsAt: null,
};

const delivery: ClaimedDelivery = {
  number: 1,
  id: 'delivery-1',
  epoch: 1,
  clientId: 'client-1',
  recipient: 'ann@example.org',
  recipientName: 'Ann',
  slots: { fullName: 'Ann' },
  attempts: 0,
  firstAttemptAt: null,
};

async function sent(changes: Partial<ClaimedDelivery> = {}, atBarrier = async () => true, failing = false) {
  const lines: string[] = [];
  const channel = new ConsoleChannel((line) => {
    if (failing) throw new Error('EPIPE');
    lines.push(line);
  });
  const connection = await channel.connect();
  const outcome = await connection.send(channel.compile(run), { ...delivery, ...changes }, atBarrier);
  return { lines, outcome };
}

describe('the console', () => {
  it('gets one line per message', async () => {
    const { lines, outcome } = await sent();
    expect(lines).toEqual([
      'mailing=mailing-1 message=message-1 client=client-1 delivery=delivery-1 ' +
        'recipient="ann@example.org" subject="Hello Ann"',
    ]);
    expect(outcome).toEqual({
      class: 'accepted',
      stage: 'console',
      code: null,
      enhancedCode: null,
      reply: 'written to the console',
      error: null,
    });
  });

  it.each([
    ['says no', async () => false],
    ['fails', () => Promise.reject(new Error('database away'))],
  ])('gets nothing when the barrier %s', async (_, atBarrier) => {
    const { lines, outcome } = await sent({}, atBarrier);
    expect(lines).toEqual([]);
    expect(outcome.class).toBe('refused_at_barrier');
  });

  it('cannot be steered by a value', async () => {
    const { lines } = await sent({ slots: { fullName: 'A\r\nB\u001b[31m\u0000C"' }, recipient: 'x\ny' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/\p{Cc}/u);
  });

  it('that cannot be written to leaves the message uncertain', async () => {
    expect((await sent({}, undefined, true)).outcome).toMatchObject({ class: 'unknown', stage: 'console' });
  });
});
