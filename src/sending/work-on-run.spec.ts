import { describe, expect, it } from 'vitest';
import { anEngineWorld, statuses } from './testing/engine-world.js';
import { accepted, outcome } from './testing/recording-channel.js';

const temporary = outcome('client_temporary', {
  code: 451,
  reply: '451 4.7.1 greylisted',
  enhancedCode: '4.7.1',
});

describe('work on a run', () => {
  it('sends every delivery once, with one attempt each, and ends as over', async () => {
    const world = anEngineWorld();
    const runId = world.aRun(500);
    world.channel.behave = () => ({ beforeMs: 20, afterMs: 30 });
    await expect(world.clock.until(world.engine.workOn(runId))).resolves.toEqual({
      state: 'over',
      nextDueAt: null,
    });
    expect(world.channel.numbersDotted().toSorted((a, b) => a - b)).toEqual([...world.ledger.rows.keys()]);
    for (const { status, history, attempts } of world.ledger.rows.values()) {
      expect({ status, attempts, tries: history.map((one) => one.status) }).toEqual({
        status: 'sent',
        attempts: 1,
        tries: ['success'],
      });
    }
  });

  it('shares barriers and results between the lanes', async () => {
    const world = anEngineWorld({ connections: 50 });
    world.ledger.roundTripMs = 5;
    world.channel.behave = () => ({ beforeMs: 20, afterMs: 30 });
    await world.clock.until(world.engine.workOn(world.aRun(1_000)));
    const sizes = (name: string) =>
      world.ledger.statements.filter((one) => one.name === name).map(({ size }) => size);
    expect(sizes('crossBarrier').reduce((sum, size) => sum + size)).toBe(1_000);
    expect(sizes('crossBarrier').length).toBeLessThan(100);
    expect(sizes('record').length).toBeLessThan(100);
  });

  it('writes down what the server said and how long it took', async () => {
    const world = anEngineWorld();
    const runId = world.aRun(1);
    world.channel.behave = () => ({ beforeMs: 20, early: { ...temporary, stage: 'rcpt' } });
    const seen: unknown[] = [];
    const engine = world.anotherEngine({
      events: { onResult: (result, run) => seen.push([result.number, run.id]) },
    });
    await world.clock.until(engine.workOn(runId));
    const { history, status, attempts } = world.ledger.row(1);
    expect({ status, attempts }).toEqual({ status: 'deferred', attempts: 1 });
    expect(history).toEqual([
      {
        id: 'attempt-1',
        at: world.clock.now(),
        status: 'fail',
        stage: 'rcpt',
        code: 451,
        enhancedCode: '4.7.1',
        reply: '451 4.7.1 greylisted',
        error: null,
        durationMs: 20,
      },
    ]);
    expect(seen).toEqual([[1, runId]]);
  });

  it.each([
    ['client_permanent', 'failed', 'fail'],
    ['content', 'failed', 'fail'],
    ['client_temporary', 'deferred', 'fail'],
    ['unknown', 'uncertain', 'uncertain'],
    ['accepted', 'sent', 'success'],
  ] as const)('turns %s after the dot into %s', async (replyClass, status, attempt) => {
    const world = anEngineWorld();
    world.channel.behave = () => ({ answer: outcome(replyClass) });
    await world.clock.until(world.engine.workOn(world.aRun(1)));
    expect(world.ledger.row(1).status).toBe(status);
    expect(world.ledger.row(1).history.map((one) => one.status)).toEqual([attempt]);
  });

  it('says when the earliest deferred delivery is due, and sends it then', async () => {
    const world = anEngineWorld({ retryDelaysMs: [300_000] });
    const runId = world.aRun(3);
    world.channel.behave = ({ number, attempts }) => ({
      answer: number === 2 && attempts === 0 ? temporary : accepted,
    });
    const begun = world.clock.now();
    const end = await world.clock.until(world.engine.workOn(runId));
    expect(end).toEqual({ state: 'waiting', nextDueAt: begun + 300_000 });
    expect(statuses(world)).toEqual({ sent: 2, deferred: 1 });
    await world.clock.advance(300_000);
    await expect(world.clock.until(world.engine.workOn(runId))).resolves.toMatchObject({ state: 'over' });
    expect(statuses(world)).toEqual({ sent: 3 });
  });

  it('waits by itself for what is due in a moment', async () => {
    const world = anEngineWorld({ retryDelaysMs: [1_500] });
    world.channel.behave = ({ attempts }) => ({ answer: attempts === 0 ? temporary : accepted });
    await expect(world.clock.until(world.engine.workOn(world.aRun(2)))).resolves.toMatchObject({
      state: 'over',
    });
    expect(statuses(world)).toEqual({ sent: 2 });
  });

  it('is joined by a second call for the same run', async () => {
    const world = anEngineWorld();
    const runId = world.aRun(3);
    expect(world.engine.workOn(runId)).toBe(world.engine.workOn(runId));
    await world.clock.until(world.engine.workOn(runId));
    expect(world.channel.dots).toHaveLength(3);
    const again = world.engine.workOn(runId);
    await expect(world.clock.until(again)).resolves.toMatchObject({ state: 'over' });
  });

  it('sees what was added before it was joined, even while it was about to end', async () => {
    const world = anEngineWorld();
    const runId = world.aRun(1);
    world.ledger.roundTripMs = 10;
    const { nextDueAt } = world.ledger;
    let looks = 0;
    world.ledger.nextDueAt = async (id) => {
      const answer = await nextDueAt.call(world.ledger, id);
      if (looks++ > 0) return answer;
      // A slice is opened right after the last look.
      world.ledger.addDelivery(runId);
      void world.engine.workOn(runId);
      return answer;
    };
    await world.clock.until(world.engine.workOn(runId));
    expect(world.channel.numbersDotted()).toEqual([1, 2]);
  });

  it('of an unknown run is over', async () => {
    const { engine, clock } = anEngineWorld();
    await expect(clock.until(engine.workOn('nobody'))).resolves.toEqual({ state: 'over', nextDueAt: null });
  });

  it('never sends one delivery twice when two processes share the ledger', async () => {
    const world = anEngineWorld();
    const runId = world.aRun(2_000);
    world.channel.behave = ({ number }) => ({ beforeMs: number % 7, afterMs: number % 11 });
    const other = world.anotherEngine();
    await world.clock.until(Promise.all([world.engine.workOn(runId), other.workOn(runId)]));
    expect(new Set(world.channel.numbersDotted()).size).toBe(2_000);
    expect(world.channel.dots).toHaveLength(2_000);
  });

  it('stands back from a message that does not compile', async () => {
    const world = anEngineWorld();
    world.channel.cannotCompile = true;
    const end = await world.clock.until(world.engine.workOn(world.aRun(2)));
    expect(end).toEqual({ state: 'waiting', nextDueAt: world.clock.now() + 300_000 });
    expect(statuses(world)).toEqual({ pending: 2 });
    expect(world.log.count('run.cannot_be_sent')).toBe(1);
  });

  it('stands back from a run whose channel is not there', async () => {
    const world = anEngineWorld();
    const runId = world.ledger.addRun({ channel: 'sms' });
    world.ledger.addDelivery(runId);
    await expect(world.clock.until(world.engine.workOn(runId))).resolves.toMatchObject({ state: 'waiting' });
    expect(statuses(world)).toEqual({ pending: 1 });
  });
});

describe('the barrier', () => {
  it('lets no dot through when its statement fails, and takes the mark back', async () => {
    const world = anEngineWorld();
    const { crossBarrier } = world.ledger;
    let failures = 3;
    // The commit goes through, but its answer is lost on the way.
    world.ledger.crossBarrier = async (tickets) => {
      const crossed = await crossBarrier.call(world.ledger, tickets);
      if (failures-- > 0) throw new Error('connection lost');
      return crossed;
    };
    const runId = world.aRun(30);
    await expect(world.clock.until(world.engine.workOn(runId))).resolves.toMatchObject({ state: 'over' });
    expect(statuses(world)).toEqual({ sent: 30 });
    expect(new Set(world.channel.numbersDotted()).size).toBe(30);
    for (const { history, epoch } of world.ledger.rows.values()) {
      expect(history.map(({ status }) => status)).toEqual(['success']);
      expect(epoch).toBeLessThanOrEqual(4);
    }
    expect([...world.ledger.rows.values()].some(({ epoch }) => epoch > 1)).toBe(true);
  });

  it('refuses a claim whose lease is lost', async () => {
    const world = anEngineWorld();
    const runId = world.aRun(1);
    world.channel.behave = ({ epoch }) => ({ beforeMs: epoch === 1 ? 5_000 : 0 });
    const work = world.engine.workOn(runId);
    await world.clock.advance(1_000);
    world.ledger.row(1).leaseUntil = 0;
    world.ledger.reap();
    await world.clock.until(work);
    expect(world.channel.dots.map(({ epoch }) => epoch)).toEqual([2]);
  });

  it('drops claims that were lost while they waited here', async () => {
    const world = anEngineWorld({ connections: 1 });
    const runId = world.aRun(3);
    world.channel.behave = () => ({ beforeMs: 50_000 });
    const work = world.engine.workOn(runId);
    await world.clock.advance(1_000);
    for (const number of [2, 3]) world.ledger.row(number).status = 'cancelled';
    await expect(world.clock.until(work)).resolves.toMatchObject({ state: 'over' });
    expect(world.channel.numbersDotted()).toEqual([1]);
    expect(world.log.count('leases.lost')).toBe(1);
  });

  it('lets nothing through after the end of the run', async () => {
    const world = anEngineWorld();
    const runId = world.ledger.addRun({ endsAt: world.clock.now() + 1_000 });
    for (let index = 0; index < 200; index++) world.ledger.addDelivery(runId);
    world.channel.behave = () => ({ beforeMs: 100 });
    const endsAt = world.clock.now() + 1_000;
    const end = await world.clock.until(world.engine.workOn(runId));
    expect(end).toEqual({ state: 'waiting', nextDueAt: null });
    world.ledger.reap();
    await expect(world.clock.until(world.engine.workOn(runId))).resolves.toMatchObject({ state: 'over' });
    expect(world.channel.dots.length).toBeGreaterThan(50);
    expect(Math.max(...world.channel.dots.map(({ at }) => at))).toBeLessThan(endsAt);
    expect(statuses(world)).toEqual({
      sent: world.channel.dots.length,
      expired: 200 - world.channel.dots.length,
    });
  });

  it('writes no dot on a yes that is older than the lease', async () => {
    const world = anEngineWorld();
    const { crossBarrier } = world.ledger;
    let isFirst = true;
    world.ledger.crossBarrier = async (tickets) => {
      const crossed = await crossBarrier.call(world.ledger, tickets);
      // The process is suspended between the commit and its answer.
      if (isFirst) world.clock.leap(61_000);
      isFirst = false;
      return crossed;
    };
    await world.clock.until(world.engine.workOn(world.aRun(1)));
    expect(world.channel.dots.map(({ epoch }) => epoch)).toEqual([2]);
    expect(world.ledger.row(1)).toMatchObject({ status: 'sent', attempts: 1 });
  });

  it('writes no dot on a yes that arrives after the end of the run', async () => {
    const world = anEngineWorld();
    const runId = world.ledger.addRun({ endsAt: world.clock.now() + 1_000 });
    const number = world.ledger.addDelivery(runId);
    const { crossBarrier } = world.ledger;
    world.ledger.crossBarrier = async (tickets) => {
      const crossed = await crossBarrier.call(world.ledger, tickets);
      await world.clock.sleep(2_000);
      return crossed;
    };
    await world.clock.until(world.engine.workOn(runId));
    expect(world.channel.dots).toEqual([]);
    expect(world.ledger.row(number)).toMatchObject({ status: 'pending', history: [] });
  });

  it('passes over one suppressed client and goes on with the others', async () => {
    const world = anEngineWorld();
    const runId = world.aRun(20);
    world.ledger.row(7).isSuppressed = true;
    await expect(world.clock.until(world.engine.workOn(runId))).resolves.toMatchObject({ state: 'over' });
    expect(statuses(world)).toEqual({ sent: 19, suppressed: 1 });
    expect(world.ledger.row(7).history).toEqual([]);
  });

  it('takes the mark back when the connection is found dead before the dot', async () => {
    const world = anEngineWorld({ probeDelaysMs: [500] });
    world.channel.behave = ({ epoch }) => ({ diesAtDot: epoch === 1 });
    await expect(world.clock.until(world.engine.workOn(world.aRun(1)))).resolves.toMatchObject({
      state: 'over',
    });
    const { attempts, history } = world.ledger.row(1);
    expect(attempts).toBe(1);
    expect(history.map(({ status, stage }) => `${status} ${stage}`)).toEqual(['fail data', 'success dot']);
  });
});

describe('a pause in the middle of a run', () => {
  it('ends the work within the messages in flight, with every claim handed back', async () => {
    const world = anEngineWorld();
    const runId = world.aRun(1_000);
    world.channel.behave = () => ({ beforeMs: 50, afterMs: 50 });
    const work = world.engine.workOn(runId);
    await world.clock.advance(1_020);
    const before = world.channel.dots.length;
    world.ledger.runs.get(runId)!.isPaused = true;
    await expect(world.clock.until(work)).resolves.toEqual({ state: 'waiting', nextDueAt: null });
    expect(world.channel.dots.length - before).toBe(0);
    expect(statuses(world)).toEqual({ sent: before, pending: 1_000 - before });
    world.ledger.runs.get(runId)!.isPaused = false;
    await world.clock.until(world.engine.workOn(runId));
    expect(statuses(world)).toEqual({ sent: 1_000 });
    expect(world.channel.dots).toHaveLength(1_000);
  });

  it('that is resumed while one dialogue still hangs goes on at once', async () => {
    const world = anEngineWorld();
    const runId = world.aRun(100);
    world.channel.behave = ({ number }) => ({ beforeMs: 50, afterMs: number === 1 ? 600_000 : 50 });
    const run = world.ledger.runs.get(runId)!;
    const work = world.engine.workOn(runId);
    await world.clock.advance(220);
    run.isPaused = true;
    await world.clock.advance(3_000);
    run.isPaused = false;
    await world.clock.advance(10_000);
    expect(statuses(world)).toEqual({ sent: 99, sending: 1 });
    await expect(world.clock.until(work)).resolves.toMatchObject({ state: 'over' });
  });

  it('that is a stop for good leaves what was not sent to be cancelled', async () => {
    const world = anEngineWorld();
    const runId = world.aRun(300);
    world.channel.behave = () => ({ beforeMs: 50 });
    const work = world.engine.workOn(runId);
    await world.clock.advance(500);
    world.ledger.runs.get(runId)!.isStopped = true;
    await expect(world.clock.until(work)).resolves.toMatchObject({ state: 'waiting' });
    world.ledger.reap();
    await expect(world.clock.until(world.engine.workOn(runId))).resolves.toMatchObject({ state: 'over' });
    expect(statuses(world)).toEqual({
      sent: world.channel.dots.length,
      cancelled: 300 - world.channel.dots.length,
    });
  });
});
