// @vitest-environment node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { permissions, rightsOfManagers } from './group-rules';

it('The rights of the roles are those of the service', () => {
  const page = readFileSync(join(process.cwd(), '../docs/access.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z.]+)` \|[^|]*\|([^|]*)\|([^|]*)\|([^|]*)\|$/gm)].map((row) =>
    row.slice(1),
  );
  expect(rows.map(([name]) => name)).toEqual([...permissions]);
  const having = (column: number) => rows.filter((row) => row[column]!.includes('✓')).map(([name]) => name);
  expect(having(1)).toEqual([]);
  expect(having(2)).toEqual([...rightsOfManagers]);
  expect(having(3)).toEqual([...permissions]);
});
