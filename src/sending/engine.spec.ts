import { describe, expect, it } from 'vitest';
import type { ClaimedDelivery } from './ports.js';
import { anEngineWorld, statuses } from './testing/engine-world.js';
import { settled } from './testing/hand-moved-clock.js';
import { outcome } from './testing/recording-channel.js';

const temporary = outcome('client_temporary', { code: 451, reply: '451 4.7.1 greylisted' });

describe('connections', () => {
  it('are at most those allowed, over all runs, and used again', async () => {
    const world = anEngineWorld({ connections: 4 });
    world.channel.connectMs = 30;
    world.channel.behave = () => ({ beforeMs: 10 });
    const runs = [world.aRun(50), world.aRun(50), world.aRun(50)];
    await world.clock.until(Promise.all(runs.map((runId) => world.engine.workOn(runId))));
    expect(world.channel.mostOpen).toBeLessThanOrEqual(4);
    expect(world.channel.connects).toBeLessThanOrEqual(4);
  });

  it('that take their leave still count', async () => {
    const world = anEngineWorld({ connections: 2 });
    world.channel.closeMs = 500;
    world.channel.behave = () => ({ beforeMs: 10 });
    await world.clock.until(world.engine.workOn(world.aRun(30)));
    await world.clock.advance(5_100);
    // An idle one is closing when the next run comes.
    await world.clock.until(world.engine.workOn(world.aRun(100)));
    expect(world.channel.connects).toBeGreaterThan(2);
    expect(world.channel.mostOpen).toBeLessThanOrEqual(2);
  });

  it('are closed after five idle seconds', async () => {
    const world = anEngineWorld();
    await world.clock.until(world.engine.workOn(world.aRun(20)));
    expect(world.channel.open).toBeGreaterThan(0);
    await world.clock.advance(4_900);
    expect(world.channel.open).toBeGreaterThan(0);
    await world.clock.advance(200);
    expect(world.channel.open).toBe(0);
  });
});

describe('fairness', () => {
  it('gives a new run a connection although another hangs on all it has', async () => {
    const world = anEngineWorld();
    const hanging = world.aRun(100);
    const quick = world.aRun(200);
    const isHanging = new Set<string>([hanging]);
    let hangsNow = false;
    world.channel.behave = (_: ClaimedDelivery, letter) => {
      if (isHanging.has(letter.run.id) && hangsNow) return { hangs: true };
      return { beforeMs: 10 };
    };
    void world.engine.workOn(hanging);
    await world.clock.advance(100);
    hangsNow = true;
    await world.clock.advance(10_000);
    const begun = world.clock.now();
    await expect(world.clock.until(world.engine.workOn(quick), 10_000)).resolves.toMatchObject({
      state: 'over',
    });
    expect(world.clock.now() - begun).toBeLessThan(2_500);
  });

  it('lets a run that hangs from the start hold only two of ten', async () => {
    const world = anEngineWorld();
    const hanging = world.aRun(100);
    world.channel.behave = () => ({ hangs: true });
    void world.engine.workOn(hanging);
    await world.clock.advance(60_000);
    expect(world.channel.open).toBe(2);
  });

  it('shares equally between two runs that are both quick', async () => {
    const world = anEngineWorld();
    const runs = [world.aRun(400), world.aRun(400)];
    world.channel.behave = () => ({ beforeMs: 10 });
    const works = Promise.all(runs.map((runId) => world.engine.workOn(runId)));
    await world.clock.advance(500);
    const sent = runs.map((runId) => world.channel.dots.filter((dot) => dot.runId === runId).length);
    expect(Math.min(...sent)).toBeGreaterThan(0.8 * Math.max(...sent));
    await world.clock.until(works);
  });

  it('does not let a domain that pushes back slow the others of its run', async () => {
    const world = anEngineWorld({ maxClaims: 100, retryDelaysMs: [3_600_000] });
    const runId = world.aRun(
      1_000,
      (index) => `client-${index}@${index % 2 === 0 ? 'slow.test' : `quick-${index}.test`}`,
    );
    world.channel.behave = ({ recipient }) =>
      recipient.endsWith('@slow.test') ? { beforeMs: 1_900, early: temporary } : { beforeMs: 10 };
    void world.engine.workOn(runId);
    await world.clock.advance(60_000);
    const quick = [...world.ledger.rows.values()].filter(
      ({ recipient }) => !recipient.endsWith('@slow.test'),
    );
    expect(quick.filter(({ status }) => status === 'sent').length).toBe(500);
  });
});

describe('draining', () => {
  it('lets what is in flight finish, hands the rest back, and closes', async () => {
    const world = anEngineWorld();
    const runId = world.aRun(1_000);
    world.channel.behave = () => ({ beforeMs: 100, afterMs: 2_000 });
    const work = world.engine.workOn(runId);
    await world.clock.advance(50);
    await world.clock.until(world.engine.drain());
    await expect(work).resolves.toEqual({ state: 'stopped', nextDueAt: null });
    expect(statuses(world)).toEqual({ sent: 1, pending: 999 });
    expect(world.channel.open).toBe(0);
    await expect(world.engine.workOn(runId)).resolves.toEqual({ state: 'stopped', nextDueAt: null });
  });

  it('cuts what has not passed the barrier when its grace is over, and waits for replies', async () => {
    const world = anEngineWorld({ drainGraceMs: 1_000, drainLimitMs: 20_000 });
    const runId = world.aRun(10);
    world.channel.behave = ({ number }) => (number % 2 === 1 ? { hangs: true } : { afterMs: 8_000 });
    void world.engine.workOn(runId);
    await world.clock.advance(4_000); // the first is slow by then, and another one goes beside it
    const begun = world.clock.now();
    await world.clock.until(world.engine.drain());
    expect(world.clock.now() - begun).toBeLessThan(8_000);
    expect(statuses(world)).toEqual({ sent: 1, pending: 9 });
    expect([...world.ledger.rows.values()].flatMap(({ history }) => history)).toHaveLength(1);
  });

  it('ends within its limit whatever hangs, and leaves only what is past the barrier', async () => {
    const world = anEngineWorld();
    world.channel.behave = () => ({ afterMs: 600_000 });
    const work = world.engine.workOn(world.aRun(50));
    await world.clock.advance(100);
    const begun = world.clock.now();
    await world.clock.until(world.engine.drain());
    expect(world.clock.now() - begun).toBe(25_000);
    await expect(work).resolves.toMatchObject({ state: 'stopped' });
    expect(statuses(world)).toEqual({ sending: 1, pending: 49 });
  });

  it('ends although the ledger is away', async () => {
    const world = anEngineWorld();
    const work = world.engine.workOn(world.aRun(50));
    world.ledger.away = new Error('away');
    await world.clock.advance(100);
    await world.clock.until(world.engine.drain());
    await expect(work).resolves.toMatchObject({ state: 'stopped' });
  });

  it('without grace cuts at once', async () => {
    const world = anEngineWorld();
    world.channel.behave = () => ({ hangs: true });
    void world.engine.workOn(world.aRun(50));
    await settled();
    const begun = world.clock.now();
    await world.clock.until(world.engine.stop());
    expect(world.clock.now()).toBe(begun);
    expect(statuses(world)).toEqual({ pending: 50 });
  });
});
