// @vitest-environment node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTranslator } from 'use-intl/core';
import { expect, it } from 'vitest';
import en from './en';
import ru from './ru';

type Tree = { [key: string]: string | Tree };

function leavesOf(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : leavesOf(value, `${path}${key}.`),
  );
}

const [russian, english] = [new Map(leavesOf(ru as Tree)), new Map(leavesOf(en as Tree))];
const placeholdersOf = (text: string) =>
  [...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name).toSorted();
const read = (path: string) => readFileSync(join(process.cwd(), '..', path), 'utf8');

it('Both languages have the same keys with the same placeholders, and no text is empty', () => {
  expect([...english.keys()]).toEqual([...russian.keys()]);
  for (const [key, text] of russian) {
    expect(text.trim(), key).not.toBe('');
    expect(new Set(placeholdersOf(english.get(key)!)), key).toEqual(new Set(placeholdersOf(text)));
  }
});

it('Russian has Russian words, and English has none', () => {
  const hasCyrillic = (text: string) => /[а-яё]/i.test(text);
  expect([...english].filter(([, text]) => hasCyrillic(text))).toEqual([]);
  const withLetters = [...russian].filter(([, text]) => /\p{L}/u.test(text.replace(/\{\w+\}/g, '')));
  expect(withLetters.filter(([, text]) => !hasCyrillic(text))).toEqual([]);
});

it('Every code of a problem has its sentence', () => {
  const codes = [...read('src/domain/errors.ts').matchAll(/^ {2}'([a-z_]+\.[a-z_]+)':/gm)].map(
    ([, code]) => `problems.${code}`,
  );
  expect(codes.length).toBeGreaterThan(40);
  expect(codes.filter((key) => !russian.has(key))).toEqual([]);
});

it('Every status that the API shows has its word', () => {
  const { schemas } = (
    JSON.parse(read('openapi.json')) as { components: { schemas: Record<string, Schema> } }
  ).components;
  const known: [string, string, string][] = [
    ['MailingResponse', 'status', 'mailing'],
    ['MailingResponse', 'channel', 'channel'],
    ['MailingResponse', 'periodicity', 'periodicity'],
    ['RunResponse', 'status', 'run'],
    ['RunResponse', 'trigger', 'trigger'],
    ['DeliveryResponse', 'status', 'delivery'],
    ['AttemptResponse', 'status', 'attempt'],
    ['ImportResponse', 'status', 'import'],
    ['UserResponse', 'status', 'user'],
    ['UserResponse', 'role', 'role'],
    ['MeResponse', 'permissions', 'permission'],
    ['AttemptResponse', 'stage', 'attemptStage'],
    ['SuppressionResponse', 'reason', 'suppressionReason'],
    ['SuppressionResponse', 'source', 'suppressionSource'],
    ['AuditEventResponse', 'action', 'auditAction'],
    ['AuditTargetResponse', 'type', 'auditTarget'],
  ];
  const missing = known.flatMap(([schema, property, group]) => {
    const { enum: own, items } = schemas[schema]!.properties[property]!;
    const values = own ?? items?.enum ?? [];
    expect(values.length, `${schema}.${property}`).toBeGreaterThan(1);
    return values
      .map((value) => `statuses.${group}.${value.replaceAll('.', '_')}`)
      .filter((key) => !russian.has(key));
  });
  expect(missing).toEqual([]);
});

interface Schema {
  properties: Record<string, { enum?: string[]; items?: { enum?: string[] } }>;
}

it('Russian counts right: 0, 1, 2, 5, 11, 21, 100000', () => {
  const t = createTranslator({ locale: 'ru', messages: ru, namespace: 'clients' });
  const counted = [0, 1, 2, 5, 11, 21, 100_000].map((count) => t('count', { count }).replace(/\s/g, ' '));
  expect(counted).toEqual([
    '0 клиентов',
    '1 клиент',
    '2 клиента',
    '5 клиентов',
    '11 клиентов',
    '21 клиент',
    '100 000 клиентов',
  ]);
});
