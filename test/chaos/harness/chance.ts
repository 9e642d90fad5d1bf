// Chance that can be repeated: everything random in a chaos run follows from one seed.

export interface Chance {
  readonly seed: number;
  /** At least 0, below 1. */
  next(): number;
  between(from: number, to: number): number;
  oneOf<T>(items: readonly T[]): T;
}

/** The seed of CHAOS_SEED, or a new one; it is printed, so that a run that failed can be repeated. */
export function chanceOf(title: string): Chance {
  const wanted = Number(process.env['CHAOS_SEED']);
  const seed = Number.isInteger(wanted) && wanted > 0 ? wanted : 1 + Math.floor(Math.random() * 999_999_999);
  tell(`${title}: seed=${seed} (repeat it with CHAOS_SEED=${seed})`);
  const next = mulberry32(seed);
  return {
    seed,
    next,
    between: (from, to) => from + next() * (to - from),
    oneOf: (items) => items[Math.floor(next() * items.length)]!,
  };
}

/** Figures go past the test reporter, which shows output of failed tests only. */
export function tell(line: string): void {
  process.stderr.write(`[chaos] ${line}\n`);
}

function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
