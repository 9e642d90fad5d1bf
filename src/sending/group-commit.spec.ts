import { describe, expect, it } from 'vitest';
import { GroupCommit } from './group-commit.js';
import { keepTrying } from './keep-trying.js';
import { RecordingLog } from './testing/engine-world.js';
import { HandMovedClock, settled } from './testing/hand-moved-clock.js';

/** Commits that end when the test says so. */
function gatedCommits() {
  const groups: number[][] = [];
  const gates: { open(): void; fail(error: Error): void }[] = [];
  const commit = (items: readonly number[]) => {
    groups.push([...items]);
    return new Promise<(item: number) => string>((resolve, reject) => {
      gates.push({ open: () => resolve((item) => `stored ${item}`), fail: reject });
    });
  };
  return { groups, gates, commit };
}

describe('a group commit', () => {
  it('gathers the next group while one statement is in flight', async () => {
    const { groups, gates, commit } = gatedCommits();
    const group = new GroupCommit(commit);
    const first = group.add(1);
    await settled();
    const others = [2, 3, 4].map((item) => group.add(item));
    await settled();
    expect(groups).toEqual([[1]]);
    gates[0].open();
    await settled();
    expect(groups).toEqual([[1], [2, 3, 4]]);
    gates[1].open();
    expect(await Promise.all([first, ...others])).toEqual(['stored 1', 'stored 2', 'stored 3', 'stored 4']);
  });

  it('puts all that ask within one turn into one statement', async () => {
    const { groups, commit } = gatedCommits();
    const group = new GroupCommit(commit);
    for (const item of [1, 2, 3]) void group.add(item);
    await settled();
    expect(groups).toEqual([[1, 2, 3]]);
  });

  it('cuts groups at the greatest size', async () => {
    const { groups, gates, commit } = gatedCommits();
    const group = new GroupCommit(commit, 2);
    const all = Promise.all([1, 2, 3, 4, 5].map((item) => group.add(item)));
    for (const index of [0, 1, 2]) {
      await settled();
      gates[index].open();
    }
    await all;
    expect(groups).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('rejects the callers of a failed group only', async () => {
    const { gates, commit } = gatedCommits();
    const group = new GroupCommit(commit);
    const unlucky = group.add(1);
    await settled();
    const lucky = group.add(2);
    gates[0].fail(new Error('connection lost'));
    await expect(unlucky).rejects.toThrow('connection lost');
    await settled();
    gates[1].open();
    await expect(lucky).resolves.toBe('stored 2');
  });

  it('where it gathers, stores the first at once, and others when they are enough or have waited', async () => {
    const clock = new HandMovedClock();
    const groups: number[][] = [];
    const commit = async (items: readonly number[]) => {
      groups.push([...items]);
      await clock.sleep(1);
      return () => undefined;
    };
    const group = new GroupCommit(commit, 500, { clock, enough: 3, atMostMs: 10 });
    for (const item of [1, 2]) void group.add(item);
    await settled();
    void group.add(3);
    await clock.advance(5);
    expect(groups).toEqual([[1, 2]]);
    for (const item of [4, 5]) void group.add(item);
    await settled();
    expect(groups.slice(1)).toEqual([[3, 4, 5]]);
    void group.add(6);
    await clock.advance(10);
    expect(groups).toHaveLength(2);
    await clock.advance(1);
    expect(groups[2]).toEqual([6]);
  });
});

describe('keeping on trying', () => {
  it('repeats with growing pauses until it succeeds, and logs the outage once', async () => {
    const clock = new HandMovedClock();
    const log = new RecordingLog();
    const begun = clock.now();
    const tries: number[] = [];
    const work = async () => {
      tries.push(clock.now() - begun);
      if (tries.length < 9) throw new Error('away');
      return 'stored';
    };
    await expect(clock.until(keepTrying(work, { clock, log, what: 'record' }))).resolves.toBe('stored');
    expect(tries).toEqual([0, 50, 150, 350, 750, 1550, 3150, 5150, 7150]);
    expect(log.lines.map(({ event }) => event)).toEqual(['ledger.away', 'ledger.back']);
  });

  it('gives up when its signal is aborted', async () => {
    const clock = new HandMovedClock();
    const stop = new AbortController();
    const work = () => Promise.reject(new Error('away'));
    const trying = keepTrying(work, { clock, log: new RecordingLog(), what: 'claim', signal: stop.signal });
    await settled();
    stop.abort();
    await expect(trying).rejects.toThrow('claim');
  });
});
