import { execFileSync, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import Ajv4 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { problems } from '../../src/domain/errors.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const document = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'));
interface Media {
  schema?: { $ref?: string; type?: string; format?: string; properties?: object };
  example?: unknown;
  examples?: object;
}
interface Operation {
  summary?: string;
  tags?: string[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { $ref?: string; content?: Record<string, Media> }>;
  'x-access': { kind: string };
}
const operations = Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
);

describe('openapi.json', () => {
  // The schemas come from the build, where comments and types are still there.
  beforeAll(() => {
    execFileSync(process.execPath, ['scripts/ensure-built.mjs'], { cwd: root, stdio: 'ignore' });
  }, 120_000);

  it('is what the code says, and so are the client and the collection (else: npm run docs)', () => {
    const files = ['openapi', 'client', 'postman'];
    const check = spawnSync(process.execPath, ['scripts/write-docs.mjs', ...files, '--check'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect([check.status, check.stderr]).toEqual([0, '']);
  }, 120_000);

  it('is one by the schema of OpenAPI 3.0', () => {
    const path = createRequire(import.meta.url).resolve('openapi-to-postmanv2/assets/openapi3Schema.json');
    const ajv = new Ajv4.default({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const schema = JSON.parse(readFileSync(path, 'utf8'));
    // As in the specification's own schema: without it a reference is an example too, and "one of both" fails.
    schema.definitions.Example.additionalProperties = false;
    const isValid = ajv.compile(schema);
    isValid(document);
    expect(isValid.errors ?? []).toEqual([]);
  });

  it('says of every route who may call it', () => {
    expect(operations.length).toBeGreaterThan(50);
    expect(operations.filter(({ operation }) => !operation['x-access'])).toEqual([]);
  });

  it('sums every route up and lists its failures as far as they apply', () => {
    const lacking = operations.flatMap(({ name, operation }) => {
      const { summary, tags = [], responses } = operation;
      const kind = operation['x-access'].kind;
      const expected = [
        '400',
        ...(kind === 'public' ? [] : ['401']),
        ...(['owned', 'permission', 'in-person'].includes(kind) ? ['403'] : []),
        ...(name.includes('{') ? ['404'] : []),
        ...(name.startsWith('get ') ? [] : ['413', '415']),
        'default',
      ];
      const missing = expected.filter((status) => !(status in responses));
      if (!summary || tags.length === 0) missing.push('summary or tag');
      return missing.length > 0 ? [`${name}: ${missing.join()}`] : [];
    });
    expect(lacking).toEqual([]);
  });

  it('shows an example of whatever goes in or out', () => {
    const lacking = operations.flatMap(({ name, operation }) => {
      const parts = [operation.requestBody, ...Object.values(operation.responses).map(resolved)];
      const media = parts.flatMap((part) => Object.values(part?.content ?? {}));
      return media.filter((one) => !hasExample(one)).map(() => name);
    });
    expect(lacking).toEqual([]);
  });

  it('shows examples that its own schemas accept', () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addSchema(document, 'openapi.json');
    const wrong = Object.entries<{ example: unknown }>(document.components.schemas).flatMap(
      ([name, schema]) => {
        const isValid = ajv.compile({ $ref: `openapi.json#/components/schemas/${name}` });
        return isValid(schema.example) ? [] : [`${name}: ${ajv.errorsText(isValid.errors)}`];
      },
    );
    expect(wrong).toEqual([]);
  });

  it('knows every problem by its code, with an example', () => {
    const { Problem } = document.components.schemas;
    expect(Problem.properties.code.enum).toEqual(Object.keys(problems));
    expect(Object.keys(document.components.examples)).toEqual(Object.keys(problems));
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

function resolved(response: Operation['responses'][string]): Operation['responses'][string] {
  return response.$ref ? document.components.responses[response.$ref.split('/').at(-1)!] : response;
}

/** Files have none: their bytes would say nothing. */
function hasExample({ schema, example, examples }: Media): boolean {
  const isFile = schema?.format === 'binary' || Object.hasOwn(schema?.properties ?? {}, 'file');
  const name = schema?.$ref?.split('/').at(-1);
  return isFile || (example ?? examples ?? document.components.schemas[name ?? '']?.example) !== undefined;
}
