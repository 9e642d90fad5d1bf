// Requests at a fixed rate, whatever the server answers: what waits for a slow answer counts as slow too.
import { setTimeout as sleep } from 'node:timers/promises';

export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

/** How long answers take, in milliseconds. */
export interface LoadFigures extends Percentiles {
  requests: number;
  byPath: Record<string, Percentiles>;
}

/** Asks the paths in turn. Rejects when an answer is no 200. */
export async function load(
  url: string,
  token: string,
  paths: Readonly<Record<string, string>>,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<LoadFigures> {
  const names = Object.keys(paths);
  const taken = new Map<string, number[]>(names.map((name) => [name, []]));
  const startedAt = performance.now();
  const asked: Promise<void>[] = [];
  for (let serial = 0; serial < perSecond * seconds; serial++) {
    const dueAt = startedAt + (serial * 1_000) / perSecond;
    const waitMs = dueAt - performance.now();
    if (waitMs > 1) await sleep(waitMs);
    const name = names[serial % names.length]!;
    asked.push(
      fetch(`${url}/api/v1${paths[name]}`, { headers: { authorization: `Bearer ${token}` } }).then(
        async (answer) => {
          await answer.arrayBuffer();
          if (answer.status !== 200) throw new Error(`${paths[name]} answered ${answer.status}`);
          taken.get(name)!.push(performance.now() - dueAt);
        },
      ),
    );
  }
  await Promise.all(asked);
  return {
    requests: asked.length,
    ...percentilesOf([...taken.values()].flat()),
    byPath: Object.fromEntries([...taken].map(([name, times]) => [name, percentilesOf(times)])),
  };
}

function percentilesOf(times: number[]): Percentiles {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (part: number) => Math.round(sorted[Math.ceil(sorted.length * part) - 1]! * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
