// Documents that lead somewhere, and figures that stand where they were measured.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const documents = ['.', 'docs', 'docs/decisions', 'web', 'clients/typescript'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

/** What stands between backticks. */
const named = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, name]) => name!);

const code = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
  .map((name) => read(join('src', name)))
  .join('\n');

/** Text without what is shown as it is written, where brackets are no links. */
const prose = (path: string) => read(path).replace(/^```[\s\S]*?^```$/gm, '');

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- ]/gu, '')
    .replaceAll(' ', '-');
const anchorsOf = (path: string) =>
  [...prose(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!));

describe('Links', () => {
  it.each(documents)('of %s lead to files and headings that there are', (document) => {
    const links = [...prose(document).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
    const broken = links
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => {
        const [file = '', anchor] = target.split('#');
        const path = file === '' ? document : join(dirname(document), file);
        if (!existsSync(join(root, path))) return true;
        return anchor !== undefined && !anchorsOf(path).includes(anchor);
      });
    expect(broken).toEqual([]);
  });

  it.each(documents)('of %s that go by a name have it, and no name is left over', (document) => {
    const names = new Set([...prose(document).matchAll(/^\[([\w-]+)\]: /gm)].map(([, name]) => name!));
    const used = new Set([...prose(document).matchAll(/\]\[([\w-]+)\]/g)].map(([, name]) => name!));
    expect([...used].toSorted()).toEqual([...names].toSorted());
  });
});

/** The rows of the table under a heading, each as its cells. */
function tableUnder(heading: string, text: string): string[][] {
  const part = text.split(`\n## ${heading}\n`)[1]!.split('\n## ')[0]!;
  const rows = part.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(2).map((row) => row.split(' | ').map((cell) => cell.replace(/^\||\|$/g, '').trim()));
}

/** 20,000 and 0.2 in English are 20 000 and 0,2 in Russian. */
const english = (text: string) => text.replace(/(?<=\d),(?=\d{3})/g, '');
const russian = (text: string) => text.replace(/(?<=\d) (?=\d{3})/g, '').replace(/(?<=\d),(?=\d)/g, '.');
const figuresIn = (text: string) => text.match(/\d+(\.\d+)?/g);

describe('What README promises', () => {
  const promises = tableUnder('What it promises', read('README.md'));

  it.each(promises)('%s: is in docs/delivery.md word by word', (promise, played, measured) => {
    const rows = read('docs/delivery.md')
      .split('\n')
      .filter((line) => line.startsWith(`| ${promise!} | ${played!}`));
    expect(rows).toHaveLength(1);
    for (const words of measured!.split(/, |; /)) expect(rows[0]).toContain(words);
  });

  it('has the same figures in Russian', () => {
    const inRussian = tableUnder('Что он обещает', read('README.ru.md'));
    expect(inRussian.map((cells) => figuresIn(russian(cells.join(' | '))))).toEqual(
      promises.map((cells) => figuresIn(english(cells.join(' | ')))),
    );
  });

  it('has the same others beside it in Russian', () => {
    const others = tableUnder('Beside others', read('README.md'));
    const inRussian = tableUnder('Рядом с другими', read('README.ru.md'));
    const inEnglish = { да: 'yes', нет: 'no', '**нет**': '**no**', 'не нашли': 'not found' };
    const verdicts = new Map([
      ...Object.values(inEnglish).map((word) => [word, word]),
      ...Object.entries(inEnglish),
    ] as [string, string][]);
    const judged = (cell: string) => cell.split(' / ').map((part) => verdicts.get(part) ?? 'in words');
    expect(inRussian.map((cells) => cells.slice(1).map(judged))).toEqual(
      others.map((cells) => cells.slice(1).map(judged)),
    );
  });
});

describe('docs/architecture.md', () => {
  const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
    forbidden: { name: string; to: { pathNot?: string[] } }[];
  };

  it('lets each module use what the check lets it use', () => {
    const checked = forbidden.flatMap(({ name, to }) => {
      const [, module] = /^module-(.+)-uses$/.exec(name) ?? [];
      if (module === undefined) return [];
      const used = to.pathNot!.map((path) => /modules\/(.+)\/$/.exec(path)![1]!);
      return [[module, used.filter((one) => one !== module).toSorted()]];
    });
    const rows = read('docs/architecture.md').split('| module | may use |')[1]!.split('\n\n')[0]!;
    const told = [...rows.matchAll(/^\| (`.+?) \| (.+?)(?:; .*)? \|$/gm)].flatMap(([, modules, used]) =>
      named(modules!).map((module) => [module, named(used!).toSorted()]),
    );
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(checked));
  });

  it('has a line for each folder of src', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((one) =>
      one.isDirectory(),
    );
    const told = named(read('docs/architecture.md'));
    expect(folders.map(({ name }) => `src/${name}/`).filter((name) => !told.includes(name))).toEqual([]);
  });
});

describe('docs/operations.md', () => {
  it.each(['postledger_', 'run.', 'mailbox.', 'mailing.', 'relay.', 'request.', 'tick.'])(
    'names nothing that begins with %s and is not in the code',
    (beginning) => {
      const names = named(read('docs/operations.md'))
        .map((words) => /^[\w.]+/.exec(words)?.[0] ?? '')
        .filter((name) => name.startsWith(beginning));
      const unknown = names.filter((name) => !code.includes(name.replace(/^postledger_/, '')));
      expect([names.length > 0, unknown]).toEqual([true, []]);
    },
  );
});

it('the picture of the demo says at its end what the demo says', () => {
  const svg = read('docs/pictures/demo.svg');
  const screen = read('src/demo/demo-screen.ts');
  const words = [...screen.matchAll(/^ +['"`]([^$\n]+?)(?:\$\{.*)?['"`],$/gm)].map(([, line]) =>
    line!.trim(),
  );
  expect(words.length).toBeGreaterThan(5);
  expect(words.filter((line) => !svg.includes(line))).toEqual([]);
});
