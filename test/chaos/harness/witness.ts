// Compares what the sink took with what the ledger says, letter by letter.
import { onServer } from '../../setup/database-url.js';
import type { Sink, TakenLetter } from './sink.js';

export interface Verdict {
  total: number;
  /** Deliveries the ledger calls sent. */
  sent: number;
  failed: number;
  /** Ids that the sink took more than once. */
  doubled: string[];
  /** Ids that nobody sends any more and nobody lists: not taken, yet neither failed nor uncertain; or still open. */
  lost: string[];
  /** Ids that the ledger calls sent and the sink never took. */
  sentWithoutWitness: string[];
  /** Ids that the sink took and the ledger calls neither sent nor uncertain. */
  takenWithoutRecord: string[];
  uncertain: string[];
  /** Uncertain ones without an attempt that says so. */
  uncertainWithoutAttempt: string[];
  /** Sent ones whose attempt does not carry the server's own words. */
  sentWithOtherWords: string[];
  /** Deliveries whose counted attempts are not 1 although nobody refused them. */
  attemptsUsed: Record<number, number>;
  /** Runs whose counters are not the sums of their deliveries. */
  wrongCounters: number;
}

interface Row {
  id: string;
  status: string;
  attempts: number;
  successes: string[];
  uncertainties: number;
}

const rowsStatement = `
  SELECT d.id, d.status, d.attempts,
    coalesce(array_agg(a.reply) FILTER (WHERE a.status = 'success'), '{}') AS successes,
    count(*) FILTER (WHERE a.status = 'uncertain')::int AS uncertainties
  FROM deliveries d LEFT JOIN attempts a ON a.delivery_id = d.id GROUP BY d.id, d.status, d.attempts`;

const wrongCountersStatement = `
  SELECT r.id FROM runs r JOIN deliveries d ON d.run_id = r.id GROUP BY r.id
  HAVING r.total <> count(*) OR r.sent <> count(*) FILTER (WHERE d.status = 'sent')
    OR r.failed <> count(*) FILTER (WHERE d.status = 'failed')
    OR r.uncertain <> count(*) FILTER (WHERE d.status = 'uncertain')`;

export async function compare(url: string, sink: Sink): Promise<Verdict> {
  const taken = lettersById(await sink.taken());
  const rows = await onServer<Row>(url, rowsStatement);
  const idsWhere = (holds: (row: Row, letters: TakenLetter[]) => boolean) =>
    rows.filter((row) => holds(row, taken.get(row.id) ?? [])).map(({ id }) => id);
  const attemptsUsed: Record<number, number> = {};
  for (const { attempts } of rows) attemptsUsed[attempts] = (attemptsUsed[attempts] ?? 0) + 1;
  return {
    total: rows.length,
    sent: rows.filter(({ status }) => status === 'sent').length,
    failed: rows.filter(({ status }) => status === 'failed').length,
    doubled: idsWhere((_, letters) => letters.length > 1),
    lost: idsWhere(({ status }, letters) =>
      letters.length === 0
        ? !['failed', 'uncertain', 'sent'].includes(status)
        : !['sent', 'uncertain'].includes(status),
    ),
    sentWithoutWitness: idsWhere(({ status }, letters) => status === 'sent' && letters.length === 0),
    takenWithoutRecord: idsWhere(
      ({ status }, letters) => letters.length > 0 && status !== 'sent' && status !== 'uncertain',
    ),
    uncertain: idsWhere(({ status }) => status === 'uncertain'),
    uncertainWithoutAttempt: idsWhere(
      ({ status, uncertainties }) => status === 'uncertain' && uncertainties === 0,
    ),
    sentWithOtherWords: idsWhere(
      ({ status, successes }, letters) =>
        status === 'sent' && (successes.length !== 1 || !letters.some(({ reply }) => reply === successes[0])),
    ),
    attemptsUsed,
    wrongCounters: (await onServer(url, wrongCountersStatement)).length,
  };
}

/** Most letters that the sink took within any second. */
export function mostInOneSecond(letters: readonly TakenLetter[]): number {
  const instants = letters.map(({ at }) => at).sort((one, other) => one - other);
  let most = 0;
  let from = 0;
  for (const [to, at] of instants.entries()) {
    while (at - instants[from]! >= 1_000) from++;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

export function figuresOf(verdict: Verdict): string {
  return Object.entries(verdict)
    .map(([name, value]) => `${name}=${Array.isArray(value) ? value.length : JSON.stringify(value)}`)
    .join(' ');
}

function lettersById(taken: readonly TakenLetter[]): Map<string, TakenLetter[]> {
  const byId = new Map<string, TakenLetter[]>();
  for (const letter of taken) {
    const known = byId.get(letter.id);
    if (known) known.push(letter);
    else byId.set(letter.id, [letter]);
  }
  return byId;
}
