import { describe, expect, it } from 'vitest';
import { FairShare, type Lane, type Share } from './fair-share.js';

const SLOW_MS = 2_000;

function desk() {
  const fair = new FairShare(SLOW_MS);
  /** Starts as many lanes as it may, and returns how many. */
  const fill = (share: Share, capacity: number, now: number): Lane[] => {
    const lanes: Lane[] = [];
    while (fair.mayStart(share, capacity, now)) {
      const lane = { atRelaySince: now };
      fair.started(share, lane);
      lanes.push(lane);
    }
    return lanes;
  };
  return { fair, fill };
}

const hungry = () => true;

describe('the fair share', () => {
  it('gives a new run half of the connections, and more once a dialogue ended quickly', () => {
    const { fair, fill } = desk();
    const run = fair.join(hungry);
    const [first, ...others] = fill(run, 10, 0);
    expect(1 + others.length).toBe(5);
    fair.ended(run, first, 100);
    expect(others.length + fill(run, 10, 100).length).toBe(9);
  });

  it('keeps the last connection for a run that has none', () => {
    const { fair, fill } = desk();
    const first = fair.join(hungry);
    first.isQuick = true;
    expect(fill(first, 10, 0)).toHaveLength(9);
    const newcomer = fair.join(hungry);
    expect(fill(newcomer, 10, 0)).toHaveLength(1);
  });

  it.each([
    { runs: 2, part: 5 },
    { runs: 3, part: 4 },
    { runs: 10, part: 1 },
    { runs: 15, part: 1 },
  ])('lets one of $runs runs hold at most $part of ten', ({ runs, part }) => {
    const { fair, fill } = desk();
    const shares = Array.from({ length: runs }, () => fair.join(hungry));
    shares[0].isQuick = true;
    expect(fill(shares[0], 10, 0)).toHaveLength(part);
  });

  it('does not count runs that have nothing to send', () => {
    const { fair, fill } = desk();
    const run = fair.join(hungry);
    run.isQuick = true;
    fair.join(() => false);
    expect(fill(run, 10, 0)).toHaveLength(9);
  });

  it('cuts a run with a slow dialogue back to half', () => {
    const { fair, fill } = desk();
    const run = fair.join(hungry);
    run.isQuick = true;
    const lanes = fill(run, 10, 0);
    for (const lane of lanes.slice(0, 8)) fair.ended(run, lane, 100);
    expect(fill(run, 10, 100 + SLOW_MS)).toHaveLength(4);
  });

  it('does not take waiting for the pace for slowness', () => {
    const { fair, fill } = desk();
    const run = fair.join(hungry);
    run.isQuick = true;
    const lanes = fill(run, 10, 0);
    for (const lane of lanes.slice(1)) fair.ended(run, lane, 100);
    lanes[0].atRelaySince = null;
    expect(fill(run, 10, 60_000)).toHaveLength(8);
  });

  it.each([0, 1, 2, 3])('never exceeds a capacity of %i', (capacity) => {
    const { fair, fill } = desk();
    const shares = [fair.join(hungry), fair.join(hungry)];
    for (const share of shares) share.isQuick = true;
    const started = shares.flatMap((share) => fill(share, capacity, 0));
    expect(started.length).toBe(capacity);
  });
});
