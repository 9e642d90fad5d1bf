import { describe, expect, it } from 'vitest';
import { anEngineWorld, statuses } from './testing/engine-world.js';
import { outcome } from './testing/recording-channel.js';

describe('a ledger that is away', () => {
  it('blurs nothing: no dot meanwhile, results stored afterwards, all sent once', async () => {
    const world = anEngineWorld();
    const runId = world.aRun(300);
    world.channel.behave = () => ({ beforeMs: 20, afterMs: 40 });
    const work = world.engine.workOn(runId);
    await world.clock.advance(450);
    world.ledger.away = new Error('the database is restarting');
    const begun = world.channel.dots.length;
    await world.clock.advance(20_000);
    expect(world.channel.dots.length).toBe(begun);
    expect(world.ledger.withStatus('sending').length).toBeGreaterThan(0);
    world.ledger.away = null;
    await expect(world.clock.until(work)).resolves.toMatchObject({ state: 'over' });
    expect(statuses(world)).toEqual({ sent: 300 });
    expect(world.channel.dots).toHaveLength(300);
    expect(
      world.log.lines.filter(
        ({ event, fields }) => event === 'ledger.away' && fields?.what === 'record results',
      ),
    ).toHaveLength(1);
  });

  it('never makes the relay look faulty', async () => {
    const world = anEngineWorld();
    const runId = world.aRun(100);
    world.ledger.crossBarrier = () => new Promise(() => {});
    // The server gives up on us while our own database keeps it waiting.
    const impatient = outcome('relay_temporary', { stage: 'data', code: 421 });
    world.channel.connect = async () => {
      const connection = {
        isUsable: true,
        close: async () => {},
        send: async (_letter: unknown, _delivery: unknown, atBarrier: () => Promise<boolean>) => {
          void atBarrier();
          await world.clock.sleep(1_000);
          connection.isUsable = false;
          return impatient;
        },
      };
      return connection;
    };
    void world.engine.workOn(runId);
    await world.clock.advance(10_000);
    expect(
      [...world.ledger.rows.values()].filter(({ history }) => history.length > 0).length,
    ).toBeGreaterThan(5);
    expect(world.log.count('relay.shut')).toBe(0);
  });
});

describe('memory', () => {
  it('holds at most the claims allowed, however many wait', async () => {
    const world = anEngineWorld({ maxClaims: 100 });
    const runId = world.aRun(3_000);
    let most = 0;
    world.channel.behave = () => {
      most = Math.max(
        most,
        world.ledger.withStatus('leased').length + world.ledger.withStatus('sending').length,
      );
      return { beforeMs: 1 };
    };
    await world.clock.until(world.engine.workOn(runId));
    expect(most).toBeLessThanOrEqual(100 + 10);
    expect(statuses(world)).toEqual({ sent: 3_000 });
  });

  it('lets as many past the barrier as there are connections, and no other before a result is stored', async () => {
    const world = anEngineWorld({ connections: 50 });
    const runId = world.aRun(1_000);
    world.channel.behave = () => ({ beforeMs: 1 });
    const { record } = world.ledger;
    let isAway = true;
    world.ledger.record = (results) =>
      isAway ? Promise.reject(new Error('away')) : record.call(world.ledger, results);
    const work = world.engine.workOn(runId);
    await world.clock.advance(30_000);
    expect(world.channel.dots).toHaveLength(50);
    expect(world.ledger.withStatus('sending')).toHaveLength(50);
    isAway = false;
    await expect(world.clock.until(work)).resolves.toMatchObject({ state: 'over' });
    expect(statuses(world)).toEqual({ sent: 1_000 });
  });

  it('hands back at a drain who waits for a place past the barrier', async () => {
    const world = anEngineWorld({ connections: 5 });
    const runId = world.aRun(20);
    world.ledger.record = () => Promise.reject(new Error('away'));
    void world.engine.workOn(runId);
    await world.clock.advance(1_000);
    expect(world.channel.open).toBeGreaterThan(0);
    void world.engine.drain();
    await world.clock.advance(12_000);
    expect(statuses(world)).toEqual({ sending: 5, pending: 15 });
  });

  it('claims little at first and more where much goes out', async () => {
    const world = anEngineWorld();
    world.channel.behave = () => ({ beforeMs: 1 });
    await world.clock.until(world.engine.workOn(world.aRun(5_000)));
    const claims = world.ledger.statements.filter(({ name }) => name === 'claim').map(({ size }) => size);
    expect(claims[0]).toBe(40);
    expect(Math.max(...claims)).toBeGreaterThan(500);
    expect(Math.max(...claims)).toBeLessThanOrEqual(1_000);
  });

  it('keeps the leases of claims that wait long', async () => {
    const world = anEngineWorld({ connections: 1 });
    world.channel.behave = () => ({ beforeMs: 50_000 });
    const work = world.engine.workOn(world.aRun(4));
    const reaper = (async () => {
      for (let minute = 0; minute < 4; minute++) {
        await world.clock.sleep(50_000);
        world.ledger.reap();
      }
    })();
    await world.clock.until(work);
    await reaper;
    expect([...world.ledger.rows.values()].map(({ epoch }) => epoch)).toEqual([1, 1, 1, 1]);
  });
});
