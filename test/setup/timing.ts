// Whether two requests take about as long, on a machine that does other things too.

/**
 * The shortest time of each, in milliseconds. They take turns, so that whatever slows the machine slows both, and
 * `settle` waits before each for what the one before left to do. The shortest time is the one least disturbed.
 */
export async function shortestTimesOf(
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
  { rounds, settle }: { rounds: number; settle: () => Promise<unknown> },
): Promise<[one: number, other: number]> {
  const shortest: [number, number] = [Infinity, Infinity];
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, work] of [one, other].entries()) {
      await settle();
      const startedAt = performance.now();
      await work();
      shortest[index] = Math.min(shortest[index]!, performance.now() - startedAt);
    }
  }
  return shortest;
}
