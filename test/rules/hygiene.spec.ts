// What keeps the repository in order beside the checks of its code.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'postledger-hygiene-'));
afterAll(() => rmSync(dir, { recursive: true }));

it.each([
  ['feat(clients): a typed client', 0],
  ['fix!: nothing is sent twice', 0],
  ['feat(api-keys): keys with narrowed rights\n\nAnd a body.', 0],
  ['Added some stuff', 1],
  ['feature: of a kind that is none', 1],
  ['fix(Scheduler): in capitals', 1],
])('The hook judges the message %j: exit code %i', (message, code) => {
  const file = join(dir, 'message');
  writeFileSync(file, `${message}\n`);
  expect(spawnSync(join(root, '.githooks/commit-msg'), [file]).status).toBe(code);
});

it('Every package has a licence that is allowed', () => {
  const check = spawnSync(process.execPath, ['scripts/check-licences.mjs'], { cwd: root, encoding: 'utf8' });
  expect([check.status, check.stderr]).toEqual([0, '']);
});

it('CONTRIBUTING.md and README.md name only scripts that there are', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const text = ['README.md', 'README.ru.md', 'CONTRIBUTING.md'].map((name) =>
    readFileSync(join(root, name), 'utf8'),
  );
  const named = [...text.join('\n').matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name]) => name!);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
