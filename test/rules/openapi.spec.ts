import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const document = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'));
type Operation = { responses: Record<string, object>; 'x-access': { kind: string } };
const operations = Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
);

describe('openapi.json', () => {
  // The schemas come from the build, where comments and types are still there.
  beforeAll(() => {
    execFileSync(process.execPath, ['scripts/ensure-built.mjs'], { cwd: root, stdio: 'ignore' });
  }, 120_000);

  it('is what the code says (else: npm run docs)', () => {
    const check = spawnSync(process.execPath, ['scripts/write-docs.mjs', 'openapi', '--check'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect([check.status, check.stderr]).toEqual([0, '']);
  });

  it('says of every route who may call it and how it fails', () => {
    expect(operations.length).toBeGreaterThan(50);
    const told = operations.map(({ name, operation }) => ({
      name,
      isProtected: operation['x-access']?.kind !== 'public',
      failures: ['401', 'default'].filter((status) => status in operation.responses),
    }));
    expect(told).toEqual(
      told.map((one) => ({ ...one, failures: one.isProtected ? ['401', 'default'] : ['default'] })),
    );
    expect(operations.filter(({ operation }) => !operation['x-access'])).toEqual([]);
  });

  it('refers to nothing that it does not have', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    const missing = refs.map(([, name]) => name!).filter((name) => !(name in document.components.schemas));
    expect(missing).toEqual([]);
  });

  it('gives every schema its fields', () => {
    const empty = Object.entries<{ type?: string; properties?: object }>(document.components.schemas)
      .filter(([, { type, properties }]) => type === 'object' && Object.keys(properties ?? {}).length === 0)
      .map(([name]) => name);
    expect(empty).toEqual([]);
  });
});
