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

/** A run whose servers have answered often and soon. */
function aQuickRun(fair: FairShare): Share {
  const share = fair.join(hungry);
  Object.assign(share, { isQuick: true, allowance: 100 });
  return share;
}

describe('the fair share', () => {
  it('gives a new run one connection, and one more for each answer', () => {
    const { fair, fill } = desk();
    const run = fair.join(hungry);
    let lanes = fill(run, 10, 0);
    const held = [lanes.length];
    for (let turn = 1; turn < 5; turn++) {
      for (const lane of lanes) fair.ended(run, lane, 'answered', turn);
      lanes = fill(run, 10, turn);
      held.push(lanes.length);
    }
    expect(held).toEqual([1, 2, 4, 8, 9]);
  });

  it('gives a run whose servers never answer two connections at most, and leaves the others to its neighbour', () => {
    const { fair, fill } = desk();
    const hanging = fair.join(hungry);
    expect(fill(hanging, 10, 0)).toHaveLength(1);
    expect(fill(hanging, 10, SLOW_MS + 1)).toHaveLength(1);
    expect(fill(hanging, 10, 600_000)).toHaveLength(0);
    expect(fill(aQuickRun(fair), 10, 600_000)).toHaveLength(8);
  });

  it('takes back what a run had earned once its servers fall silent', () => {
    const { fair, fill } = desk();
    const run = aQuickRun(fair);
    const lanes = fill(run, 10, 0);
    for (const lane of lanes) fair.ended(run, lane, 'unanswered', 300_000);
    expect(fill(run, 10, 300_000)).toHaveLength(1);
  });

  it('neither earns nor loses by what was not tried', () => {
    const { fair, fill } = desk();
    const run = fair.join(hungry);
    for (let turn = 0; turn < 3; turn++) {
      const [lane] = fill(run, 10, turn);
      fair.ended(run, lane, 'untried', turn);
    }
    expect(fill(run, 10, 10)).toHaveLength(1);
  });

  it('keeps the last connection for a newcomer where dialogues are slow', () => {
    const { fair, fill } = desk();
    const slow = aQuickRun(fair);
    slow.isQuick = false;
    expect(fill(slow, 10, 0)).toHaveLength(9);
    expect(fill(fair.join(hungry), 10, 0)).toHaveLength(1);
  });

  it('never lets one run have all connections', () => {
    const { fair, fill } = desk();
    expect(fill(aQuickRun(fair), 10, 0)).toHaveLength(9);
    expect(fill(fair.join(hungry), 10, 0)).toHaveLength(1);
  });

  it('lets a quick run have the last free connection beside another one, unless a dialogue of its own is slow', () => {
    const { fair, fill } = desk();
    const other = fair.join(hungry);
    expect(fill(other, 10, 0)).toHaveLength(1);
    const run = aQuickRun(fair);
    const lanes = fill(run, 10, 0);
    expect(lanes).toHaveLength(9);
    fair.ended(run, lanes[0], 'answered', 100);
    expect(fill(run, 10, 100 + SLOW_MS)).toHaveLength(0);
  });

  it.each([
    { runs: 2, part: 5 },
    { runs: 3, part: 4 },
    { runs: 10, part: 1 },
    { runs: 15, part: 1 },
  ])('lets one of $runs busy runs hold at most $part of ten', ({ runs, part }) => {
    const { fair, fill } = desk();
    const shares = Array.from({ length: runs }, () => aQuickRun(fair));
    expect(fill(shares[0], 10, 0)).toHaveLength(part);
  });

  it('does not count runs that have nothing to send', () => {
    const { fair, fill } = desk();
    fair.join(() => false).allowance = 100;
    expect(fill(aQuickRun(fair), 10, 0)).toHaveLength(9);
  });

  it('does not take waiting for the pace for slowness', () => {
    const { fair, fill } = desk();
    const run = aQuickRun(fair);
    const lanes = fill(run, 10, 0);
    for (const lane of lanes.slice(1)) fair.ended(run, lane, 'answered', 100);
    lanes[0].atRelaySince = null;
    expect(fill(run, 10, 60_000)).toHaveLength(8);
  });

  it.each([0, 1, 2, 3])('never exceeds a capacity of %i', (capacity) => {
    const { fair, fill } = desk();
    const shares = [aQuickRun(fair), aQuickRun(fair)];
    const started = shares.flatMap((share) => fill(share, capacity, 0));
    expect(started.length).toBe(capacity);
  });
});
