import { createHash, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import { Attempt } from '../../src/modules/attempts/attempt.entity.js';
import { Claim } from '../../src/modules/mailings/claim.entity.js';
import { Delivery } from '../../src/modules/mailings/delivery.entity.js';
import { Mailing } from '../../src/modules/mailings/mailing.entity.js';
import { RunAttachment } from '../../src/modules/mailings/run-attachment.entity.js';
import { Run } from '../../src/modules/mailings/run.entity.js';
import { AttachmentContent } from '../../src/modules/messages/attachment-content.entity.js';
import { aClient } from './clients.js';
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

/** Files that the run sends, in this order. */
export async function addFiles(
  dataSource: DataSource,
  { id: runId, ownerId }: Run,
  files: readonly { name: string; type: string; bytes: Buffer }[],
): Promise<void> {
  for (const [index, { name, type, bytes }] of files.entries()) {
    const hash = createHash('sha256').update(bytes).digest();
    await dataSource.getRepository(AttachmentContent).save({ ownerId, hash, bytes });
    await dataSource
      .getRepository(RunAttachment)
      .insert({ runId, position: index + 1, ownerId, name, type, size: bytes.length, hash });
  }
}

/** A delivery of the run, counted in it; to a client of its own unless told otherwise. */
export async function aDelivery(
  dataSource: DataSource,
  run: Run,
  values: Partial<Delivery> = {},
): Promise<Delivery> {
  const deliveries = dataSource.getRepository(Delivery);
  const clientId = values.clientId ?? (await aClient(dataSource, run.ownerId)).id;
  const { id, status } = await deliveries.save(
    deliveries.create({
      ownerId: run.ownerId,
      mailingId: run.mailingId,
      runId: run.id,
      clientId,
      recipient: `client-${randomUUID()}@example.com`,
      recipientName: 'Anna',
      slots: { fullName: 'Anna' },
      nextAttemptAt: values.status === 'deferred' ? new Date() : null,
      ...values,
    }),
  );
  const counter = finalCounters.find((name) => name === status);
  const runs = dataSource.getRepository(Run);
  await runs.increment({ id: run.id }, 'total', 1);
  if (counter) await runs.increment({ id: run.id }, counter, 1);
  const delivery = await deliveries.findOneByOrFail({ id });
  if (status === 'leased' || status === 'sending') {
    await dataSource
      .getRepository(Claim)
      .save({ runId: run.id, numbers: [delivery.number], checkAt: new Date() });
  }
  return delivery;
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
      ...(values.at && { id: v7({ msecs: values.at.getTime() }) }),
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
