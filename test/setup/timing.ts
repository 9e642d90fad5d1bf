// Whether two requests take about as long, on a machine that does other things too.

export interface Comparison {
  /** Asked after the fewest rounds, and then after each: what differs by chance only is alike sooner or later. */
  isAlike(one: number, other: number): boolean;
  fewestRounds: number;
  mostRounds: number;
  /** Waits before each for what the one before left to do. */
  settle(): Promise<unknown>;
}

/**
 * The shortest time of each, in milliseconds: the one least disturbed. They take turns, so that whatever slows the
 * machine slows both.
 */
export async function shortestTimesOf(
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
  { isAlike, fewestRounds, mostRounds, settle }: Comparison,
): Promise<[one: number, other: number]> {
  const shortest: [number, number] = [Infinity, Infinity];
  for (let round = 1; round <= mostRounds; round += 1) {
    for (const [index, work] of [one, other].entries()) {
      await settle();
      const startedAt = performance.now();
      await work();
      shortest[index] = Math.min(shortest[index]!, performance.now() - startedAt);
    }
    if (round >= fewestRounds && isAlike(...shortest)) break;
  }
  return shortest;
}
