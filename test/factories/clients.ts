import { randomInt, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Client } from '../../src/modules/clients/client.entity.js';

export function aPhone(): string {
  return `79${String(randomInt(1e9)).padStart(9, '0')}`;
}

/** A client of the owner straight in the database, reachable by email. */
export async function aClient(
  dataSource: DataSource,
  ownerId: string,
  values: Partial<Client> = {},
): Promise<Client> {
  const clients = dataSource.getRepository(Client);
  const { id } = await clients.save(
    clients.create({ ownerId, email: `client-${randomUUID()}@example.com`, fullName: 'Anna', ...values }),
  );
  return clients.findOneByOrFail({ id });
}
