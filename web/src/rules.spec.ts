// @vitest-environment node
// The house rules that no type sees: who imports whom, how long files are, and that texts are translated and used.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';
import ru from './i18n/ru';

const root = join(process.cwd(), 'src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('schema.d.ts') && !path.includes('.spec.'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

const importsOf = ({ path, text }: { path: string; text: string }) =>
  [...text.matchAll(/(?:from|import\() ?'(\.[^']+)'|import '(\.[^']+)'/g)].map(([, named, bare]) =>
    relative(root, join(root, dirname(path), (named ?? bare)!)),
  );

/** The folder that a path belongs to: `ui`, `api`, `features/clients`. */
const roomOf = (path: string) =>
  path
    .split('/')
    .slice(0, path.startsWith('features/') ? 2 : 1)
    .join('/');

function mayImport(from: string, to: string): boolean {
  if (from === to || ['app', 'main.tsx'].includes(from)) return true;
  if (from === 'ui') return to === 'i18n';
  return from.startsWith('features/') && ['ui', 'api', 'i18n'].includes(to);
}

it('Features import ui, api and i18n and no other feature; ui imports i18n; api and i18n nothing of ours', () => {
  expect(files.length).toBeGreaterThan(100);
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((to) => !mayImport(roomOf(file.path), roomOf(to)))
      .map((to) => `${file.path} -> ${to}`),
  );
  expect(wrong).toEqual([]);
});

it('No file is longer than 400 lines', () => {
  const long = files.filter(({ text }) => text.split('\n').length > 400);
  expect(long.map(({ path }) => path)).toEqual([]);
});

it('No text stands in a page itself: all of it comes from i18n', () => {
  const outside = files.filter(({ path }) => !path.startsWith('i18n/'));
  const untranslated = outside.flatMap(({ path, text }) => {
    const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
    const cyrillic = code.match(/[а-яё]+/gi) ?? [];
    const inTags = path.endsWith('.tsx')
      ? [...code.matchAll(/<\/?[A-Za-z][^<>]*>\s*([A-Z][a-z]+(?: [a-z]+)*)\s*<\//g)].map(([, word]) => word!)
      : [];
    const inNames = [...code.matchAll(/\b(?:aria-label|label|title|placeholder|alt)="([^"]+)"/g)].map(
      ([, word]) => word!,
    );
    return [...cyrillic, ...inTags, ...inNames]
      .filter((word) => /\p{L}/u.test(word) && word !== 'Postledger')
      .map((word) => `${path}: ${word}`);
  });
  expect(untranslated).toEqual([]);
});

/** Texts that are found by a value of the service; `texts.spec.ts` looks whether each value has one. */
const foundByValue = ['statuses', 'problems', 'fields'];
/** Their screens are being built. */
const ofScreensToCome = ['shell'];

it('No text is unused', () => {
  const code = files
    .filter(({ path }) => !path.startsWith('i18n/r') && !path.startsWith('i18n/en'))
    .map(({ text }) => text)
    .join('\n');
  const words = new Set(code.match(/\w+/g));
  const unused = Object.entries(ru)
    .filter(([name]) => ![...foundByValue, ...ofScreensToCome].includes(name))
    .flatMap(([name, texts]) => Object.keys(texts).map((key) => [name, key] as const))
    .filter(([, key]) => !words.has(key) && !/^(reset|invite)(Title|Next|Done)$/.test(key))
    .map(([name, key]) => `${name}.${key}`);
  expect(unused).toEqual([]);
});
