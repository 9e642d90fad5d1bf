// Every package of the lock files has a licence that allows what is done with it here; `npm run check` asks.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(fileURLToPath(import.meta.url), '..', '..');
const lockFiles = ['package-lock.json', 'web/package-lock.json'];

const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0', // its files stay under it; ours do not come under it
  'Python-2.0',
  'Unlicense',
  'WTFPL',
]);

/** What the lock files do not tell, or what needs a reason. */
const known = new Map([
  ['caniuse-lite', 'CC-BY-4.0: data for builds, not delivered'],
  ['compute-gcd', 'MIT, in its package.json'],
  ['compute-lcm', 'MIT, in its package.json'],
  ['httpntlm', 'MIT, in its package.json'],
  ['passport-strategy', 'MIT, in its package.json'],
  ['pause', 'MIT, in its readme'],
  ['slick', 'MIT, with an address'],
  ['stack-trace', 'MIT, in its License file'],
  ['validate.io-function', 'MIT, in its package.json'],
  ['validate.io-integer', 'MIT, in its package.json'],
  ['validate.io-integer-array', 'MIT, in its package.json'],
  ['validate.io-number', 'MIT, in its package.json'],
]);
/** libvips is LGPL and loaded as a library of its own, which may be replaced. */
const isLibvips = (name) => name.startsWith('@img/sharp-');

/** `(MIT OR GPL-2.0)`: one will do. `Apache-2.0 AND MIT`: both must. */
function isAllowed(licence) {
  const one = licence.replace(/^\(|\)$/g, '');
  if (one.includes(' OR ')) return one.split(' OR ').some(isAllowed);
  return one.split(' AND ').every((part) => allowed.has(part));
}

const refused = lockFiles.flatMap((file) => {
  const { packages } = JSON.parse(readFileSync(join(root, file), 'utf8'));
  return Object.entries(packages)
    .map(([path, { license = 'none told' }]) => ({ name: path.split('node_modules/').at(-1), license }))
    .filter(({ name }) => name !== '' && !known.has(name) && !isLibvips(name))
    .filter(({ license }) => !isAllowed(license))
    .map(({ name, license }) => `${file}: ${name} has ${license}`);
});
if (refused.length > 0) {
  process.stderr.write(`${refused.join('\n')}\n`);
  process.exitCode = 1;
}
