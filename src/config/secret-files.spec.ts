import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './app-config.js';
import { envSchema } from './env.schema.js';
import { secretNames } from './secret-files.js';

const dir = mkdtempSync(join(tmpdir(), 'postledger-secrets-'));
afterAll(() => rmSync(dir, { recursive: true }));

function aFile(name: string, content: string): string {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
}

const secret = 'a secret of at least thirty-two characters';

it('Every secret may stand in a file', () => {
  const names = Object.keys(envSchema.shape).filter((name) => name.endsWith('_FILE'));
  expect(names).toEqual(['DKIM_PRIVATE_KEY_FILE', ...secretNames.map((name) => `${name}_FILE`)]);
});

it('A file gives its text without the line break at its end, in production too', () => {
  const config = loadConfig({
    NODE_ENV: 'production',
    JWT_SECRET_FILE: aFile('jwt', `${secret}\n`),
    DATABASE_URL_FILE: aFile('database', 'postgres://postledger:p@db:5432/postledger\n'),
    JWT_SECRET: '  ',
  });
  expect(config.auth.jwtSecret).toBe(secret);
  expect(config.database.url).toBe('postgres://postledger:p@db:5432/postledger');
});

it.each([
  ['is not there', { JWT_SECRET_FILE: join(dir, 'nothing') }, 'JWT_SECRET_FILE cannot be read: ENOENT'],
  ['is empty', { METRICS_TOKEN_FILE: aFile('empty', ' \n') }, 'METRICS_TOKEN_FILE is empty'],
  [
    'has a rival in the environment',
    { JWT_SECRET_FILE: aFile('rival', secret), JWT_SECRET: secret },
    'JWT_SECRET_FILE and JWT_SECRET exclude each other',
  ],
])('A file that %s stops the start with a line that names it', (_, env, line) => {
  expect(() => loadConfig({ DATA_DIR: dir, ...env })).toThrow(ConfigError);
  expect(() => loadConfig({ DATA_DIR: dir, ...env })).toThrow(line);
});

it('What a file holds keeps the rules of its variable, and is never shown', () => {
  const env = { DATA_DIR: dir, DATABASE_URL_FILE: aFile('wrong', 'mysql://root:verysecret@db/x') };
  expect(() => loadConfig(env)).toThrow('DATABASE_URL must be a URL that starts with postgres://');
  expect(() => loadConfig(env)).not.toThrow('verysecret');
});
