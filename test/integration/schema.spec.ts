// The tables that the migrations build are those that the entities describe, and every migration can be taken back.
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.js';
import { createDataSource } from '../../src/database/data-source.js';
import { createTestDatabase, type TestDatabase } from '../setup/test-database.js';

let database: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  dataSource = await createDataSource(database.url, { size: 3 }).initialize();
});
afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});

/** Everything of ours in the database, one line each. */
async function inventory(): Promise<string[]> {
  const rows = await dataSource.query<{ line: string }[]>(`
    SELECT format('column %s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) AS line
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT IN ('migrations', 'typeorm_metadata')
    UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migrations'
    UNION ALL SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace 
      AND conrelid::regclass::text NOT IN ('migrations', 'typeorm_metadata')
    UNION ALL SELECT 'function ' || oid::regprocedure FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    UNION ALL SELECT format('trigger %s %s', tgrelid::regclass, tgname) FROM pg_trigger WHERE NOT tgisinternal
      AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
    ORDER BY 1`);
  return rows.map(({ line }) => line);
}

it('what the migrations build is what the entities describe', async () => {
  await dataSource.runMigrations({ transaction: 'each' });
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

it('each migration can be taken back and applied again, down to an empty database', async () => {
  await dataSource.runMigrations({ transaction: 'each' });
  const whole = await inventory();
  expect(whole.length).toBeGreaterThan(100);
  for (const _ of migrations) await dataSource.undoLastMigration({ transaction: 'each' });
  expect(await inventory()).toEqual([]);
  const applied = await dataSource.runMigrations({ transaction: 'each' });
  expect(applied).toHaveLength(migrations.length);
  expect(await inventory()).toEqual(whole);
});
