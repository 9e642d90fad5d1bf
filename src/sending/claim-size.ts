// How many deliveries to hold at once: about what goes out in a few seconds, so that leases stay fresh.

/** A batch that is used up sooner is doubled; a claim costs the same for ten rows as for a thousand. */
const SHORTEST_MS = 1_000;
/** One that lasts longer is halved: what waits here cannot be sent by another worker. */
const LONGEST_MS = 5_000;

export function nextClaimSize(size: number, lastedMs: number, bounds: { min: number; max: number }): number {
  if (lastedMs < SHORTEST_MS) return Math.min(bounds.max, size * 2);
  if (lastedMs > LONGEST_MS) return Math.max(bounds.min, Math.ceil(size / 2));
  return size;
}
