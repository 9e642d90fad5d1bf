// The commands of the documents: all of them can be read by a shell, and the story of README.md is played.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { aUser, usualPassword } from '../factories/users.js';
import { startService } from '../setup/service.js';
import { connectTestDatabase } from '../setup/test-database.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const documents = [
  'README.md',
  'README.ru.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const blocksOf = (name: string) =>
  [...readFileSync(join(root, name), 'utf8').matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text]) => text!);
const storyOf = (name: string) => blocksOf(name).find((text) => text.includes('/mailings'))!;

it.each(documents.flatMap((name) => blocksOf(name).map((text, index) => ({ name, index, text }))))(
  'block $index of $name is one that a shell can read',
  ({ text }) => {
    const shell = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
    expect([shell.status, shell.stderr]).toEqual([0, '']);
  },
);

/** Of jq the stories need this much; not every machine has it. */
const littleJq = `#!/usr/bin/env node
let text = '';
process.stdin.on('data', (chunk) => (text += chunk)).on('end', () => {
  console.log(JSON.parse(text)[process.argv.at(-1).slice(1)]);
});
`;

it.each(['README.md', 'README.ru.md'])(
  'the story of %s ends with a planned mailing',
  async (name) => {
    const database = await connectTestDatabase();
    const service = await startService({ database });
    const dir = mkdtempSync(join(tmpdir(), 'postledger-story-'));
    try {
      writeFileSync(join(dir, 'jq'), littleJq);
      chmodSync(join(dir, 'jq'), 0o755);
      const owner = await aUser(database.dataSource);
      const nextYear = new Date().getFullYear() + 1;
      const story = storyOf(name)
        .replace('http://localhost:8000', service.url)
        .replace('you@example.com', owner.email)
        .replace('"password":"…"', `"password":"${usualPassword}"`)
        .replace(/31\.12\.\d{4}/, `31.12.${nextYear}`);
      const shell = spawn('bash', ['-euo', 'pipefail'], {
        stdio: ['pipe', 'pipe', 'pipe'],
        env: { PATH: `${dir}:${process.env['PATH']}` },
      });
      let output = '';
      shell.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
      shell.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
      shell.stdin.end(story);
      const [code] = (await once(shell, 'close')) as [number];
      expect([code, output]).toEqual([0, expect.stringContaining('"status":"created"')]);
      expect(output).not.toContain('urn:postledger:problem');
      expect(output).toContain(`"startAt":"${nextYear}-12-31T06:30:00.000Z"`);
    } finally {
      await service.stop();
      await database.drop();
      rmSync(dir, { recursive: true });
    }
  },
  60_000,
);
