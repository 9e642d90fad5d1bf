// What a commit promises here: the marks before the final dot are worth nothing on a server that forgets them.
import type { DataSource } from 'typeorm';

const settings = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/** Names the settings of the server that let it forget committed data in a crash; empty where all is well. */
export async function unsafeSettings(dataSource: DataSource): Promise<string[]> {
  const rows = await dataSource.query<{ name: string }[]>(
    `SELECT name FROM pg_settings WHERE name = ANY ($1) AND setting = 'off' ORDER BY name`,
    [settings],
  );
  return rows.map(({ name }) => name);
}
