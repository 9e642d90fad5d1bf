import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

export interface MailingCounts {
  mailings: number;
  activeMailings: number;
}

@Injectable()
export class HomeRepository {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Over all owners. Active: running and not disabled. */
  async countMailings(): Promise<MailingCounts> {
    const [row] = await this.dataSource.query(`
      SELECT count(*)::int AS mailings,
             (count(*) FILTER (WHERE status = 'running' AND NOT disabled))::int AS "activeMailings"
        FROM mailings WHERE deleted_at IS NULL`);
    return row;
  }

  /**
   * People, over all owners: the same address, in any case, or else the same phone, is one person. It reads all
   * clients, so nobody should wait for it often.
   */
  async countPeople(): Promise<number> {
    const [row] = await this.dataSource.query(`
      SELECT count(*)::int AS people FROM (SELECT FROM clients GROUP BY coalesce(lower(email), phone)) AS person`);
    return row.people;
  }
}
