import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const statements = {
  clients: 'SELECT owner_id FROM clients WHERE id = $1',
  messages: 'SELECT owner_id FROM messages WHERE id = $1',
  mailings: 'SELECT owner_id FROM mailings WHERE id = $1 AND deleted_at IS NULL',
  imports: `SELECT owner_id FROM imports WHERE id = $1 AND status <> 'uploading'`,
  suppressions: 'SELECT owner_id FROM suppressions WHERE id = $1',
  deliveries: 'SELECT owner_id FROM deliveries WHERE id = $1',
};

/** Whose a thing is. */
@Injectable()
export class OwnerLookup {
  constructor(private readonly dataSource: DataSource) {}

  /** The owner's id, or null when there is no such thing (or it was deleted). */
  async ownerOf(table: keyof typeof statements, id: string): Promise<string | null> {
    const [row] = await this.dataSource.query<{ owner_id: string }[]>(statements[table], [id]);
    return row?.owner_id ?? null;
  }
}
