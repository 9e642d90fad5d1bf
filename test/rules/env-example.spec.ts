import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, it } from 'vitest';
import { loadConfig } from '../../src/config/app-config.js';
import { envSchema } from '../../src/config/env.schema.js';

const sample = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
const lines = [...sample.matchAll(/^(# )?([A-Z_]+)=(.*)$/gm)].map(([, comment, name, value]) => ({
  name: name ?? '',
  value: value ?? '',
  isOptional: comment !== undefined,
}));
const rules = Object.entries(envSchema.shape);

it('names every variable of the schema once, in its order, and no other', () => {
  expect(lines.map((line) => line.name)).toEqual(rules.map(([name]) => name));
});

it('leaves only the secret empty', () => {
  expect(lines.filter((line) => line.value === '').map((line) => line.name)).toEqual(['JWT_SECRET']);
});

it.each(lines.filter((line) => line.value))(
  'shows a value of $name that the schema accepts',
  ({ name, value }) => {
    const rule = envSchema.shape[name as keyof typeof envSchema.shape];
    expect(rule.safeParse(value)).toMatchObject({ success: true });
  },
);

it.each(lines.filter((line) => !line.isOptional && line.value))(
  'shows the default of $name',
  ({ name, value }) => {
    const rule = envSchema.shape[name as keyof typeof envSchema.shape];
    expect(rule.parse(value)).toEqual(rule.parse(undefined));
  },
);

it('starts as it stands', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'postledger-env-'));
  try {
    const config = loadConfig({ ...parseEnv(sample), DATA_DIR: dataDir });
    expect(config.http.port).toBe(8000);
    expect(config.auth.jwtSecret).toHaveLength(64);
  } finally {
    rmSync(dataDir, { recursive: true });
  }
});
