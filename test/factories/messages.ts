import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { AttachmentContent } from '../../src/modules/messages/attachment-content.entity.js';
import { Attachment } from '../../src/modules/messages/attachment.entity.js';
import { Message } from '../../src/modules/messages/message.entity.js';

/** A message of the owner straight in the database. */
export async function aMessage(
  dataSource: DataSource,
  ownerId: string,
  values: Partial<Message> = {},
): Promise<Message> {
  const messages = dataSource.getRepository(Message);
  const { id } = await messages.save(
    messages.create({ ownerId, subject: 'News', text: 'Hello, {{fullName|friend}}', ...values }),
  );
  return messages.findOneByOrFail({ id });
}

/** A file of the message, with these bytes. */
export async function anAttachment(
  dataSource: DataSource,
  { id: messageId, ownerId }: Message,
  { bytes = Buffer.from('words'), ...values }: Partial<Attachment> & { bytes?: Buffer } = {},
): Promise<Attachment> {
  const hash = createHash('sha256').update(bytes).digest();
  await dataSource.getRepository(AttachmentContent).save({ ownerId, hash, bytes });
  const attachments = dataSource.getRepository(Attachment);
  const file = { name: 'a.txt', type: 'text/plain', size: bytes.length, hash, ...values };
  return attachments.save(attachments.create({ ownerId, messageId, ...file }));
}
