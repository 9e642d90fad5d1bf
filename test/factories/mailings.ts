import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Attempt } from '../../src/modules/attempts/attempt.entity.js';
import { Delivery } from '../../src/modules/mailings/delivery.entity.js';
import { Mailing } from '../../src/modules/mailings/mailing.entity.js';
import { Run } from '../../src/modules/mailings/run.entity.js';
import { finalCounters } from '../../src/modules/mailings/counts.js';

type Owned = { id: string; ownerId: string };

/** A mailing to all clients of its owner, only by hand. */
export async function aMailing(
  dataSource: DataSource,
  values: Partial<Mailing> & { ownerId: string },
): Promise<Mailing> {
  const mailings = dataSource.getRepository(Mailing);
  const { id } = await mailings.save(
    mailings.create({
      name: 'News',
      messageId: randomUUID(),
      channel: 'email',
      audienceFilter: {},
      timezone: 'UTC',
      ...values,
    }),
  );
  return mailings.findOneByOrFail({ id });
}

/** An open run whose snapshot is whole. Its counters are those of the deliveries that are added by `aDelivery`. */
export async function aRun(
  dataSource: DataSource,
  { id: mailingId, ownerId }: Owned,
  values: Partial<Run> = {},
): Promise<Run> {
  const runs = dataSource.getRepository(Run);
  const now = new Date();
  const number = 1 + (await runs.countBy({ mailingId }));
  const { id } = await runs.save(
    runs.create({
      mailingId,
      ownerId,
      number,
      trigger: 'manual',
      status: 'running',
      localDate: now.toISOString().slice(0, 10),
      scheduledFor: now,
      startedAt: now,
      snapshotDoneAt: now,
      messageId: randomUUID(),
      channel: 'email',
      audienceFilter: {},
      subject: 'Hello {{fullName}}',
      html: null,
      text: 'Dear {{fullName}}',
      senderName: 'Postledger',
      senderAddress: 'postledger@example.com',
      ...values,
    }),
  );
  return runs.findOneByOrFail({ id });
}

/** A delivery of the run, counted in it. */
export async function aDelivery(
  dataSource: DataSource,
  run: Run,
  values: Partial<Delivery> = {},
): Promise<Delivery> {
  const deliveries = dataSource.getRepository(Delivery);
  const { id, status } = await deliveries.save(
    deliveries.create({
      ownerId: run.ownerId,
      mailingId: run.mailingId,
      runId: run.id,
      clientId: randomUUID(),
      recipient: `client-${randomUUID()}@example.com`,
      recipientName: 'Anna',
      slots: { fullName: 'Anna' },
      ...values,
    }),
  );
  const counter = finalCounters.find((name) => name === status);
  const runs = dataSource.getRepository(Run);
  await runs.increment({ id: run.id }, 'total', 1);
  if (counter) await runs.increment({ id: run.id }, counter, 1);
  return deliveries.findOneByOrFail({ id });
}

/** A successful attempt at the delivery. */
export async function anAttempt(
  dataSource: DataSource,
  delivery: Delivery,
  values: Partial<Attempt> = {},
): Promise<Attempt> {
  const attempts = dataSource.getRepository(Attempt);
  const { ownerId, mailingId, runId, clientId, recipient } = delivery;
  const { id } = await attempts.save(
    attempts.create({
      at: new Date(),
      status: 'success',
      stage: 'dot',
      code: 250,
      reply: '250 2.0.0 Ok: queued',
      durationMs: 12,
      ownerId,
      deliveryId: delivery.id,
      mailingId,
      runId,
      clientId,
      messageId: randomUUID(),
      recipient,
      ...values,
    }),
  );
  return attempts.findOneByOrFail({ id });
}
