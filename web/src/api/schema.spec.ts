import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { expect, it } from 'vitest';

// @vitest-environment node
it('The types of the API are those of openapi.json; `npm run schema` writes them anew', async () => {
  const document = JSON.parse(readFileSync(join(process.cwd(), '../openapi.json'), 'utf8')) as object;
  const made = astToString(await openapiTS(document as never));
  const kept = readFileSync(join(process.cwd(), 'src/api/schema.d.ts'), 'utf8');
  expect(kept.endsWith(made)).toBe(true);
});
