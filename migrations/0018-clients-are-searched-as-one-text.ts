import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Name, address and phone as one text: an index of three columns is asked three times for every search. */
export class ClientsAreSearchedAsOneText1763700000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.replaceIndex(
      runner,
      `(full_name || E'\\n' || coalesce(email, '') || E'\\n' || coalesce(phone, '')) gin_trgm_ops`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.replaceIndex(runner, 'full_name gin_trgm_ops, email gin_trgm_ops, phone gin_trgm_ops');
  }

  private async replaceIndex(runner: QueryRunner, columns: string): Promise<void> {
    const found = await runner.query(`SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'`);
    if (found.length === 0) return;
    await runner.query(`DROP INDEX IF EXISTS clients_search_idx`);
    await runner.query(`CREATE INDEX clients_search_idx ON clients USING gin (${columns})`);
  }
}
