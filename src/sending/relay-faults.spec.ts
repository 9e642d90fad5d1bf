import { describe, expect, it } from 'vitest';
import { anEngineWorld, type EngineWorld } from './testing/engine-world.js';
import { accepted, outcome } from './testing/recording-channel.js';

const refused = outcome('relay_temporary', { stage: 'connect', error: 'connect ECONNREFUSED' });
const wrongPassword = outcome('relay_permanent', { stage: 'auth', code: 535, reply: '535 5.7.8 no' });

/** Calls again when told to, as the job queue does, until the run is over; returns the states on the way. */
async function workUntilOver({ engine, clock }: EngineWorld, runId: string): Promise<string[]> {
  const states: string[] = [];
  for (;;) {
    const { state, nextDueAt } = await clock.until(engine.workOn(runId));
    states.push(state);
    if (nextDueAt === null) return states;
    await clock.advance(nextDueAt - clock.now());
  }
}

describe('a relay that is away', () => {
  it('costs no attempt, holds no claim, and everything is sent once when it is back', async () => {
    const world = anEngineWorld();
    const runId = world.aRun(300);
    world.channel.fault = refused;
    let backAt = Infinity;
    const outage = (async () => {
      await world.clock.sleep(2 * 3_600_000);
      world.channel.fault = null;
      backAt = world.clock.now();
    })();
    const { clock, engine, ledger } = world;
    const beganAt = clock.now();
    const end = await clock.until(engine.workOn(runId));
    expect(end).toEqual({ state: 'waiting', nextDueAt: beganAt + 15_000 });
    expect(ledger.withStatus('pending')).toHaveLength(300);
    await workUntilOver(world, runId);
    await outage;
    expect(ledger.withStatus('sent')).toHaveLength(300);
    expect(world.channel.dots).toHaveLength(300);
    expect(clock.now() - backAt).toBeLessThan(300_000 + 60_000);
    for (const { attempts, history } of ledger.rows.values()) {
      expect(attempts).toBe(1);
      expect(history.filter(({ status }) => status === 'success')).toHaveLength(1);
    }
    // Five faults shut the way; after that every probe is one connection.
    expect(world.channel.connects).toBeLessThan(60);
  });

  it('is written down as an attempt of the delivery that was being tried', async () => {
    const world = anEngineWorld();
    world.channel.fault = refused;
    await world.clock.until(world.engine.workOn(world.aRun(50)), 100_000);
    const tried = [...world.ledger.rows.values()].filter(({ history }) => history.length > 0);
    // Five in a row, and those that were on their way at the fifth.
    expect(tried.length).toBeGreaterThanOrEqual(5);
    expect(tried.length).toBeLessThanOrEqual(5 + 9);
    for (const { history, attempts, status, nextAttemptAt } of tried) {
      expect({ attempts, status }).toEqual({ attempts: 0, status: 'pending' });
      expect(nextAttemptAt).toBeGreaterThan(world.clock.now());
      expect(history[0]).toMatchObject({ stage: 'connect', status: 'fail', error: 'connect ECONNREFUSED' });
    }
  });

  it('is given one connection more per success when it is back', async () => {
    const world = anEngineWorld({ connections: 6 });
    const runId = world.aRun(100);
    world.channel.fault = refused;
    const { nextDueAt } = await world.clock.until(world.engine.workOn(runId));
    world.channel.fault = null;
    world.channel.behave = () => ({ beforeMs: 100 });
    await world.clock.advance(nextDueAt! - world.clock.now());
    void world.engine.workOn(runId);
    const open: number[] = [];
    for (let step = 0; step < 4; step++) {
      await world.clock.advance(100);
      open.push(world.channel.mostOpen);
    }
    expect(open[0]).toBeLessThanOrEqual(2);
    expect(open[1]).toBeLessThanOrEqual(4);
    expect(open).toEqual(open.toSorted((a, b) => a - b));
    expect(open[3]).toBeGreaterThan(2);
  });

  it('for a moment is waited for inside the work', async () => {
    const world = anEngineWorld({ probeDelaysMs: [500] });
    const runId = world.aRun(20);
    world.channel.fault = refused;
    const work = world.engine.workOn(runId);
    await world.clock.advance(3_000);
    expect(world.ledger.withStatus('leased')).toEqual([]);
    world.channel.fault = null;
    await expect(world.clock.until(work)).resolves.toMatchObject({ state: 'over' });
    expect(world.ledger.withStatus('sent')).toHaveLength(20);
  });

  it('never goes in circles with one recipient that it will not take now', async () => {
    const world = anEngineWorld();
    const runId = world.aRun(200);
    const busy = outcome('relay_temporary', { stage: 'rcpt', code: 421, reply: '421 4.7.28 not now' });
    world.channel.behave = ({ number }) => (number === 50 ? { beforeMs: 10, early: busy } : { beforeMs: 10 });
    const end = await world.clock.until(world.engine.workOn(runId));
    expect(end.state).toBe('waiting');
    expect(end.nextDueAt! - world.clock.now()).toBeGreaterThan(10_000);
    expect(world.ledger.row(50)).toMatchObject({ status: 'pending', attempts: 0 });
    expect(world.ledger.row(50).history).toHaveLength(1);
    expect(world.ledger.withStatus('sent')).toHaveLength(199);
  });

  it('only in the eyes of one run does not shut the others out', async () => {
    const world = anEngineWorld();
    const timedOut = outcome('relay_temporary', { stage: 'rcpt', error: 'no answer in time' });
    const hanging = world.aRun(50);
    const quick = world.aRun(3_000);
    world.channel.behave = (_, { run }) =>
      run.id === hanging ? { beforeMs: 10_000, early: timedOut } : { beforeMs: 50 };
    void world.engine.workOn(hanging);
    const begun = world.clock.now();
    await expect(world.clock.until(world.engine.workOn(quick), 600_000)).resolves.toMatchObject({
      state: 'over',
    });
    expect(world.clock.now() - begun).toBeLessThan(40_000);
    expect(world.log.count('relay.shut')).toBe(0);
  });
});

describe('a relay that refuses us for good', () => {
  it('stands still, tells once, and is tried again by the next call', async () => {
    const world = anEngineWorld();
    const runId = world.aRun(100);
    const told: unknown[] = [];
    const engine = world.anotherEngine({
      events: { onRelayPaused: (why, run) => told.push([why.code, run.id]) },
    });
    world.channel.fault = wrongPassword;
    const end = await world.clock.until(engine.workOn(runId));
    expect(end.state).toBe('waiting');
    expect(told).toEqual([[535, runId]]);
    expect(world.channel.connects).toBeLessThanOrEqual(10);
    expect(world.ledger.withStatus('pending')).toHaveLength(100);
    expect([...world.ledger.rows.values()].every(({ attempts }) => attempts === 0)).toBe(true);

    const before = world.channel.connects;
    await world.clock.until(engine.workOn(runId));
    expect(world.channel.connects - before).toBe(1);

    world.channel.fault = null;
    world.channel.behave = () => ({ answer: accepted });
    await world.clock.advance(600_000);
    await expect(world.clock.until(engine.workOn(runId))).resolves.toMatchObject({ state: 'over' });
    expect(world.ledger.withStatus('sent')).toHaveLength(100);
  });
});

it('a relay that closes after each letter, without a word, costs no attempt and no time', async () => {
  const world = anEngineWorld();
  world.channel.behave = () => ({ beforeMs: 20, afterMs: 30, unheard: true });
  const runId = world.aRun(200);
  const beganAt = world.clock.now();
  await expect(world.clock.until(world.engine.workOn(runId))).resolves.toMatchObject({ state: 'over' });
  expect(world.channel.numbersDotted().toSorted((a, b) => a - b)).toEqual([...world.ledger.rows.keys()]);
  for (const { history } of world.ledger.rows.values()) expect(history).toHaveLength(1);
  expect(world.clock.now() - beganAt).toBeLessThan(10_000);
  expect(world.log.count('relay.shut')).toBe(0);
});
