import type { DataSource } from 'typeorm';
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
