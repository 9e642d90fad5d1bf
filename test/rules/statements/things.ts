// What the operations are tried on: made in the database before anything is counted.
import { randomUUID } from 'node:crypto';
import { BounceAddresses } from '../../../src/modules/bounces/bounce-addresses.js';
import { UnsubscribeLinks } from '../../../src/modules/suppressions/unsubscribe-links.js';
import { dsn } from '../../factories/reports.js';
import { tokenOf } from '../../factories/users.js';
import type { Records } from '../../setup/records.js';

export const idIn = (statement: string) => async (records: Records) => (await records.ask(statement))[0]!;

export const aMailing = (records: Records) => records.mailing();
export const aMailingWithHistory = idIn('SELECT target_id AS id FROM audit_events LIMIT 1');
export const aClient = (records: Records) => records.client();
export const aMessage = (records: Records) => records.message();
export const aGroup = (records: Records) => records.group();
export const aUser = (records: Records) => records.user();
export const aDelivery = (records: Records) => records.delivery();
export const anImport = idIn('SELECT id FROM imports LIMIT 1');
export const newGroup = () => ({ name: `Group ${randomUUID()}`, permissions: [] });
export const newClient = () => ({ email: `${randomUUID()}@example.com`, fullName: 'Anna' });
export const newMessage = () => ({ subject: 'News', text: 'Hello again' });
export const newPost = () => ({
  title: 'A post',
  content: '<p>Words</p>',
  publishAt: '2026-01-01T00:00:00Z',
});

/** A mailing to so many chosen clients. */
export async function newMailing(records: Records) {
  const [messageId] = await records.ask('SELECT id FROM messages WHERE owner_id = $1 LIMIT 1', [
    records.ownerId,
  ]);
  const clientIds = await records.clients();
  return { messageId, audience: { clientIds } };
}

export const ofOwner = (table: string) => (records: Records) =>
  records.ask(`SELECT id FROM ${table} WHERE owner_id = $1 ORDER BY id DESC LIMIT 1`, [records.ownerId]);
export const aRunningMailing = (records: Records) => records.running();
export const anUncertainDelivery = (records: Records) => records.delivery('uncertain');
export const aPost = idIn('SELECT id FROM posts ORDER BY id DESC LIMIT 1');

export async function anAttachment(records: Records): Promise<string[]> {
  const messageId = await records.message();
  return [
    messageId,
    (await records.ask('SELECT id FROM attachments WHERE message_id = $1', [messageId]))[0]!,
  ];
}

export async function aMember(records: Records): Promise<string[]> {
  const groupId = await records.group();
  return [
    groupId,
    (await records.ask('SELECT user_id AS id FROM group_members WHERE group_id = $1', [groupId]))[0]!,
  ];
}

export async function aBlockedUser(records: Records): Promise<string> {
  const id = await records.user();
  await records.ask('UPDATE users SET blocked_at = now() WHERE id = $1', [id]);
  return id;
}

export const admin = async ({ tokens }: Records) => tokens.admin!;

export async function tokenOfUser(records: Records): Promise<string> {
  return tokenOf({ id: await records.user(), sessionVersion: 1 });
}

/** Somebody whom many open runs are about to write to. */
export async function aContact(records: Records) {
  const [contact] = await records.ask('SELECT email AS id FROM clients WHERE id = $1', [
    await records.client(),
  ]);
  return { contact };
}

export async function anUnsubscribeToken(records: Records): Promise<string> {
  const clientId = await records.client();
  const [mailingId] = await records.ask('SELECT mailing_id AS id FROM deliveries WHERE client_id = $1', [
    clientId,
  ]);
  return records.app.app
    .get(UnsubscribeLinks)
    .tokenFor({ ownerId: records.ownerId, mailingId: mailingId!, clientId });
}

export async function aBounce(records: Records): Promise<string> {
  const clientId = await records.client();
  const [number] = await records.ask('SELECT number AS id FROM deliveries WHERE client_id = $1', [clientId]);
  return dsn({ to: records.app.app.get(BounceAddresses).addressOf(Number(number)) });
}

/** In so many mailings. */
export async function uncertainOnes(records: Records) {
  const clientId = await records.client();
  await records.ask(
    `WITH run AS (UPDATE runs SET uncertain = 1 WHERE id IN (SELECT run_id FROM deliveries WHERE client_id = $1))
     UPDATE deliveries SET status = 'uncertain' WHERE client_id = $1`,
    [clientId],
  );
  return { filter: { clientId } };
}
