// The figures as people read them, and whether they reach the marks.
import type { BigLedgerFigures } from './big-ledger.js';
import type { EndToEndFigures } from './end-to-end.js';
import type { ImportsBench } from './imports.js';
import type { Reference } from './references.js';

export interface Results {
  at: string;
  machine: { cpu: string; cores: number; memoryGb: number; node: string; postgres: string };
  isQuick: boolean;
  /** SMTP connections of each worker, of the pool and of the bare dialogue. */
  connections: number;
  sending?: {
    pool: Reference;
    bare: Reference;
    runs: EndToEndFigures[];
    twoWorkers: EndToEndFigures;
  };
  ledger?: BigLedgerFigures;
  imports?: ImportsBench;
}

const whole = (value: number) => Math.round(value).toLocaleString('en');
const ratio = (value: number) => `${value.toFixed(2)}×`;

/** A table in Markdown, as it stands in README. */
export function tableOf({ machine, connections, sending, ledger, imports }: Results): string {
  const rows: [string, string][] = [];
  if (sending) {
    const { pool, bare, runs, twoWorkers } = sending;
    rows.push([`nodemailer's pool, no database`, `${whole(pool.messagesPerSecond)} messages/s`]);
    rows.push(['the bare pipelined dialogue, no database', `${whole(bare.messagesPerSecond)} messages/s`]);
    for (const run of [...runs, twoWorkers]) {
      const { cpuUs } = run;
      rows.push([
        `${whole(run.clients)} clients${run.workers > 1 ? `, ${run.workers} workers` : ''}`,
        [
          `**${whole(run.messagesPerSecond)} messages/s**`,
          `first after ${whole(run.firstMessageMs)} ms, last after ${(run.lastMessageMs / 1_000).toFixed(1)} s`,
          `CPU per message: worker ${whole(cpuUs.worker)}, PostgreSQL ${whole(cpuUs.database)}, sink ${whole(cpuUs.sink)} µs`,
          `worker at most ${run.peakMemoryMb.worker} MB`,
          `${run.statementsPerMessage.toFixed(3)} statements and ${whole(run.walBytesPerMessage)} bytes of WAL per message`,
        ].join('; '),
      ]);
    }
  }
  if (ledger) {
    const { idle, whileSending } = ledger;
    const size = `${whole(ledger.clients)} clients and ${whole(ledger.attempts)} attempts`;
    const times = ({ p50, p95, p99 }: typeof idle) => `p50 ${p50}, p95 ${p95}, p99 ${p99} ms`;
    rows.push([`lists at ${size}, 100 requests/s, idle`, times(idle)]);
    rows.push([
      `the same while ${whole(ledger.messagesPerSecondMeanwhile)} messages/s go out`,
      times(whileSending),
    ]);
    const statements = Object.entries(ledger.statementMs).map(([name, ms]) => `${name} ${ms} ms`);
    rows.push(['mean statement there meanwhile', statements.join(', ')]);
  }
  for (const { file, rows: count, rowsPerSecond, worker, api } of imports?.imports ?? []) {
    const what = file === 'export' ? 'the export imported back' : `import, ${file}`;
    rows.push([
      `${what}, ${whole(count)} rows`,
      `${whole(rowsPerSecond)} rows/s; worker at most ${worker.peakMb} MB, API ${api.peakMb} MB`,
    ]);
  }
  if (imports) {
    const speeds = imports.exports.map(({ rowsPerSecond }) => whole(rowsPerSecond)).join(', ');
    const same = imports.isExportIdentical ? 'the same bytes each time' : 'NOT the same bytes';
    rows.push(['export', `${speeds} rows/s; ${same}`]);
  }
  const head = `${machine.cores} × ${machine.cpu}, ${machine.memoryGb} GiB, Node ${machine.node}, PostgreSQL ${machine.postgres}; ${connections} connections; sink, PostgreSQL and sender share the machine.`;
  return [head, '', '| what | measured |', '|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join(
    '\n',
  );
}

interface Mark {
  mark: string;
  wanted: string;
  is: string;
  isReached: boolean;
}

/** The marks that the project set itself. */
export function marksOf({ sending, ledger }: Results): string {
  const marks: Mark[] = [];
  if (sending) {
    const { pool, bare, runs, twoWorkers } = sending;
    const smallest = runs[0]!;
    const middle = runs[1]!;
    const biggest = runs.at(-1)!;
    const costOf = ({ cpuUs }: EndToEndFigures) => cpuUs.worker + cpuUs.database;
    const overPool = middle.messagesPerSecond / pool.messagesPerSecond;
    const ofBare = middle.messagesPerSecond / bare.messagesPerSecond;
    const growth = costOf(biggest) / costOf(smallest);
    const memory = Math.max(...runs.map((run) => run.peakMemoryMb.worker));
    const gain = twoWorkers.messagesPerSecond / middle.messagesPerSecond;
    marks.push(
      { mark: `times nodemailer's pool`, wanted: '≥ 6×', is: ratio(overPool), isReached: overPool >= 6 },
      { mark: 'of the bare dialogue', wanted: '≥ 0.40×', is: ratio(ofBare), isReached: ofBare >= 0.4 },
      {
        mark: `CPU per message at ${whole(biggest.clients)} against ${whole(smallest.clients)}`,
        wanted: '≤ 1.15×',
        is: ratio(growth),
        isReached: growth <= 1.15,
      },
      { mark: 'memory of a worker', wanted: '< 300 MB', is: `${memory} MB`, isReached: memory < 300 },
      {
        mark: `first message of ${whole(biggest.clients)}`,
        wanted: '≤ 1 s',
        is: `${whole(biggest.firstMessageMs)} ms`,
        isReached: biggest.firstMessageMs <= 1_000,
      },
      { mark: 'two workers against one', wanted: '> 1×', is: ratio(gain), isReached: gain > 1 },
    );
  }
  if (ledger) {
    const slower = ledger.whileSending.p95 / ledger.idle.p95;
    marks.push(
      {
        mark: 'p95 of lists at 100 requests/s',
        wanted: '< 50 ms',
        is: `${ledger.idle.p95} ms`,
        isReached: ledger.idle.p95 < 50,
      },
      {
        mark: 'p95 while sending against idle',
        wanted: '≤ 2×',
        is: ratio(slower),
        isReached: slower <= 2,
      },
    );
  }
  const rows = marks.map(
    ({ mark, wanted, is, isReached }) => `${isReached ? 'reached' : 'MISSED '}  ${mark}: ${is} (${wanted})`,
  );
  return `\n${rows.join('\n')}`;
}
