// `npm run bench`: every figure that the documents name, from one run on this machine.
import { cpus, totalmem } from 'node:os';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bigLedger } from './big-ledger.js';
import { BenchDatabase } from './database.js';
import { benchImports } from './imports.js';
import { endToEnd, type EndToEndFigures } from './end-to-end.js';
import { reference } from './references.js';
import { marksOf, tableOf, type Results } from './report.js';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    connections: { type: 'string', default: '100' },
    only: { type: 'string' },
    out: { type: 'string', default: 'bench/results.json' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(`npm run bench [-- --quick] [-- --only sending|ledger|imports] [-- --connections 100] [-- --out file.json]

Takes about half an hour, a tenth of that with --quick (100 times smaller where size matters).
Nothing else should run on the machine. Prints a table and writes bench/results.json.

  npm run bench
  npm run bench -- --quick --only sending --out /tmp/results.json`);
  process.exit(0);
}

const connections = Number(values.connections);
const sizes = values.quick
  ? {
      sends: [10_000, 50_000],
      pool: 3_000,
      bare: 30_000,
      clients: 50_000,
      attempts: 200_000,
      meanwhile: 60_000,
    }
  : {
      sends: [10_000, 100_000, 1_000_000],
      pool: 10_000,
      bare: 100_000,
      clients: 1_000_000,
      attempts: 10_000_000,
      meanwhile: 300_000,
      imports: 200_000,
    };

function say(line: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
}

async function benchSending(database: BenchDatabase): Promise<Results['sending']> {
  const runs: EndToEndFigures[] = [];
  say('warming up');
  await endToEnd(database, { clients: 5_000, connections });
  say(`nodemailer's pool, ${sizes.pool} messages`);
  const pool = await reference('nodemailer-pool', { connections, messages: sizes.pool });
  say(`the bare dialogue, ${sizes.bare} messages`);
  const bare = await reference('bare-dialogue', { connections, messages: sizes.bare });
  for (const clients of sizes.sends) {
    say(`end to end, ${clients} clients`);
    runs.push(await endToEnd(database, { clients, connections }));
  }
  const clients = sizes.sends[1]!;
  say(`end to end, ${clients} clients, two workers`);
  const twoWorkers = await endToEnd(database, { clients, connections, workers: 2 });
  return { pool, bare, runs, twoWorkers };
}

function isWanted(part: string): boolean {
  return values.only === undefined || values.only === part;
}

const database = await BenchDatabase.start();
// Children whose pipes are not listened to would otherwise let this process end early.
const awake = setInterval(() => {}, 60_000);
try {
  const results: Results = {
    at: new Date().toISOString(),
    machine: {
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      node: process.version,
      postgres: database.version,
    },
    isQuick: values.quick,
    connections,
  };
  if (isWanted('sending')) results.sending = await benchSending(database);
  if (isWanted('ledger')) {
    say(`a ledger of ${sizes.attempts} attempts`);
    results.ledger = await bigLedger(database, {
      clients: sizes.clients,
      attempts: sizes.attempts,
      sending: sizes.meanwhile,
      connections,
      requests: { perSecond: 100, seconds: values.quick ? 5 : 15 },
    });
  }
  if (isWanted('imports')) {
    say(`imports and exports of ${sizes.imports} rows`);
    results.imports = await benchImports({ rows: sizes.imports });
  }
  writeFileSync(values.out, `${JSON.stringify(results, null, 2)}\n`);
  console.log(tableOf(results));
  console.log(marksOf(results));
} finally {
  await database.stop();
  clearInterval(awake);
}
process.exit(0);
