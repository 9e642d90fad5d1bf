// What every delivery ledger promises to the engine: run against the one in memory and the one over PostgreSQL.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoredDeliveryStatus } from '../../src/domain/delivery-status.js';
import type {
  AttemptRecord,
  DeliveryLedger,
  DeliveryResult,
  LetterFile,
  Ticket,
} from '../../src/sending/ports.js';

/** A ledger with a hand on everything that happens around it. */
export interface LedgerWorld {
  ledger: DeliveryLedger;
  /** The ledger's own time, in milliseconds. */
  now(): number;
  /** A run whose snapshot is whole; returns its id. */
  addRun(run?: { endsAt?: number | null; files?: LetterFile[] }): Promise<string>;
  /** A pending delivery of the run; returns its number. */
  addDelivery(runId: string): Promise<number>;
  pause(runId: string): Promise<void>;
  resume(runId: string): Promise<void>;
  stop(runId: string): Promise<void>;
  setEndsAt(runId: string, endsAt: number | null): Promise<void>;
  /** Lets every lease end, before and past the barrier, without anybody noticing yet. */
  endLeases(): Promise<void>;
  /** What the reaper does with leases that have ended. */
  reap(): Promise<void>;
  stateOf(number: number): Promise<StoredDeliveryStatus>;
  countedAttemptsOf(number: number): Promise<number>;
  /** The attempts on record, oldest first. */
  attemptsOf(number: number): Promise<AttemptRecord[]>;
  /** A new UUID, for attempts. */
  newId(): string;
  close?(): Promise<void>;
}

export function describeDeliveryLedger(name: string, makeWorld: () => Promise<LedgerWorld>): void {
  describe(`the delivery ledger ${name}`, () => {
    let world: LedgerWorld;
    let runId: string;

    beforeEach(async () => {
      world = await makeWorld();
      runId = await world.addRun();
    });
    afterEach(async () => {
      await world.close?.();
    });

    const addDeliveries = async (count: number, of = runId) => {
      const numbers: number[] = [];
      for (let index = 0; index < count; index++) numbers.push(await world.addDelivery(of));
      return numbers;
    };
    const claimOne = async (): Promise<Ticket> => {
      const [{ number, epoch }] = await world.ledger.claim(runId, 1);
      return { number, epoch };
    };
    const crossed = async (ticket: Ticket) => (await world.ledger.crossBarrier([ticket])).has(ticket.number);
    const hinder = async (how: string) => {
      if (how === 'paused') await world.pause(runId);
      else if (how === 'stopped') await world.stop(runId);
      else await world.setEndsAt(runId, world.now() - 1);
    };
    const anAttempt = (words: Partial<AttemptRecord> = {}): AttemptRecord => ({
      id: world.newId(),
      at: world.now(),
      status: 'success',
      stage: 'dot',
      code: 250,
      enhancedCode: '2.0.0',
      reply: '250 2.0.0 ok',
      error: null,
      durationMs: 12,
      ...words,
    });
    const aResult = (ticket: Ticket, words: Partial<DeliveryResult> = {}): DeliveryResult => ({
      number: ticket.number,
      epoch: ticket.epoch,
      status: 'sent',
      countsAsAttempt: true,
      nextAttemptAt: null,
      attempt: anAttempt(),
      ...words,
    });

    describe('loading a run', () => {
      it('gives the snapshot of a run that may send', async () => {
        const endsAt = world.now() + 3_600_000;
        const id = await world.addRun({ endsAt });
        expect(await world.ledger.loadRun(id)).toMatchObject({ id, endsAt });
        expect(await world.ledger.loadRun(runId)).toMatchObject({ id: runId, endsAt: null });
      });

      it('gives nothing while it is paused, and gives it again when it is resumed', async () => {
        await world.pause(runId);
        expect(await world.ledger.loadRun(runId)).toBeNull();
        await world.resume(runId);
        expect(await world.ledger.loadRun(runId)).not.toBeNull();
      });

      it.each(['stopped', 'past its end'])('gives nothing when it is %s', async (state) => {
        await hinder(state);
        expect(await world.ledger.loadRun(runId)).toBeNull();
      });

      it('gives its files in their order, also the same content under two names', async () => {
        const aFile = (name: string, bytes: string) => ({
          name,
          type: 'text/plain',
          bytes: Buffer.from(bytes),
        });
        const files = [aFile('b.txt', 'one'), aFile('a.txt', 'other'), aFile('Ё 🎁.txt', 'one')];
        expect(await world.ledger.loadFiles(await world.addRun({ files }))).toEqual(files);
        expect(await world.ledger.loadFiles(runId)).toEqual([]);
      });
    });

    describe('claiming', () => {
      it('leases each delivery to one caller, up to the limit and in their order', async () => {
        const numbers = await addDeliveries(5);
        const first = await world.ledger.claim(runId, 3);
        const second = await world.ledger.claim(runId, 3);
        expect([...first, ...second].map(({ number }) => number)).toEqual(numbers);
        expect(await world.ledger.claim(runId, 3)).toEqual([]);
        expect(await world.stateOf(numbers[0])).toBe('leased');
      });

      it('keeps callers at the same moment apart', async () => {
        const numbers = await addDeliveries(30);
        const claims = await Promise.all(Array.from({ length: 6 }, () => world.ledger.claim(runId, 5)));
        const claimed = claims.flat().map(({ number }) => number);
        expect(new Set(claimed).size).toBe(claimed.length);
        const rest = (await world.ledger.claim(runId, 30)).map(({ number }) => number);
        expect([...claimed, ...rest].toSorted((a, b) => a - b)).toEqual(numbers);
      });

      it('raises the epoch every time', async () => {
        await addDeliveries(1);
        const first = await claimOne();
        await world.ledger.release([first]);
        expect(await claimOne()).toEqual({ number: first.number, epoch: first.epoch + 1 });
      });

      it('takes nothing of another run', async () => {
        await addDeliveries(2, await world.addRun());
        expect(await world.ledger.claim(runId, 10)).toEqual([]);
      });

      it.each(['paused', 'stopped', 'past its end'])('takes nothing of a run that is %s', async (state) => {
        await addDeliveries(2);
        await hinder(state);
        expect(await world.ledger.claim(runId, 10)).toEqual([]);
      });

      it('tells how often and since when a delivery was tried', async () => {
        await addDeliveries(1);
        const at = world.now() - 5_000;
        const deferred = { status: 'deferred', nextAttemptAt: world.now() - 1_000 } as const;
        await world.ledger.record([
          aResult(await claimOne(), { ...deferred, attempt: anAttempt({ at, status: 'fail' }) }),
        ]);
        const [again] = await world.ledger.claim(runId, 1);
        expect(again).toMatchObject({ attempts: 1, firstAttemptAt: at });
      });

      it.each(['deferred', 'pending'] as const)('leaves a %s one alone until it is due', async (status) => {
        const [number] = await addDeliveries(1);
        const dueAt = world.now() + 60_000;
        const waits = { status, nextAttemptAt: dueAt, countsAsAttempt: status === 'deferred' };
        await world.ledger.record([aResult(await claimOne(), waits)]);
        expect(await world.ledger.claim(runId, 1)).toEqual([]);
        expect(await world.ledger.nextDueAt(runId)).toBe(dueAt);
        expect(await world.stateOf(number)).toBe(status);
      });
    });

    describe('the next due instant', () => {
      it('is none when nothing waits', async () => {
        expect(await world.ledger.nextDueAt(runId)).toBeNull();
        await addDeliveries(1);
        await claimOne();
        expect(await world.ledger.nextDueAt(runId)).toBeNull();
      });

      it('is not in the future for a new delivery', async () => {
        await addDeliveries(1);
        expect(await world.ledger.nextDueAt(runId)).toBeLessThanOrEqual(world.now() + 1_000);
      });
    });

    describe('the barrier', () => {
      it('lets claims through and marks them as sending', async () => {
        const numbers = await addDeliveries(3);
        const claims = await world.ledger.claim(runId, 3);
        expect([...(await world.ledger.crossBarrier(claims))].toSorted((a, b) => a - b)).toEqual(numbers);
        expect(await world.stateOf(numbers[2])).toBe('sending');
      });

      it('lets each claim through once', async () => {
        await addDeliveries(1);
        const ticket = await claimOne();
        expect(await crossed(ticket)).toBe(true);
        expect(await crossed(ticket)).toBe(false);
      });

      it('refuses an older epoch', async () => {
        await addDeliveries(1);
        const old = await claimOne();
        await world.ledger.release([old]);
        const current = await claimOne();
        expect(await crossed(old)).toBe(false);
        expect(await crossed(current)).toBe(true);
      });

      it('refuses a claim whose lease has ended, even before anybody reaped it', async () => {
        await addDeliveries(1);
        const ticket = await claimOne();
        await world.endLeases();
        expect(await crossed(ticket)).toBe(false);
      });

      it.each(['paused', 'stopped', 'past its end'])('refuses claims of a run that is %s', async (state) => {
        const [number] = await addDeliveries(1);
        const ticket = await claimOne();
        await hinder(state);
        expect(await crossed(ticket)).toBe(false);
        expect(await world.stateOf(number)).not.toBe('sending');
      });

      it('answers for each of many by itself', async () => {
        const other = await world.addRun();
        await addDeliveries(1);
        await addDeliveries(1, other);
        const [mine] = await world.ledger.claim(runId, 1);
        const [paused] = await world.ledger.claim(other, 1);
        await world.pause(other);
        expect([...(await world.ledger.crossBarrier([mine, paused]))]).toEqual([mine.number]);
      });
    });

    describe('recording', () => {
      it('stores the state, the count and the attempt word for word', async () => {
        const [number] = await addDeliveries(1);
        const ticket = await claimOne();
        await world.ledger.crossBarrier([ticket]);
        const attempt = anAttempt();
        await world.ledger.record([aResult(ticket, { attempt })]);
        expect(await world.stateOf(number)).toBe('sent');
        expect(await world.countedAttemptsOf(number)).toBe(1);
        expect(await world.attemptsOf(number)).toEqual([attempt]);
      });

      it.each(['sent', 'failed', 'deferred', 'uncertain', 'pending'] as const)(
        'changes nothing when %s is stored again',
        async (status) => {
          const [number] = await addDeliveries(1);
          const ticket = await claimOne();
          await world.ledger.crossBarrier([ticket]);
          const result = aResult(ticket, {
            status,
            nextAttemptAt: status === 'deferred' ? world.now() : null,
          });
          await world.ledger.record([result]);
          await world.ledger.record([result]);
          expect(await world.stateOf(number)).toBe(status);
          expect(await world.countedAttemptsOf(number)).toBe(1);
          expect(await world.attemptsOf(number)).toHaveLength(1);
        },
      );

      it('passes over the result of an older epoch', async () => {
        const [number] = await addDeliveries(1);
        const old = await claimOne();
        await world.ledger.release([old]);
        const current = await claimOne();
        await world.ledger.record([aResult(old, { status: 'failed' })]);
        expect(await world.stateOf(number)).toBe('leased');
        expect(await world.countedAttemptsOf(number)).toBe(0);
        expect(await crossed(current)).toBe(true);
      });

      it('leaves the count alone for a relay fault, and keeps its attempt', async () => {
        const [number] = await addDeliveries(1);
        const nothing = { code: null, enhancedCode: null, reply: null } as const;
        const attempt = anAttempt({ ...nothing, status: 'fail', stage: 'connect', error: 'refused' });
        await world.ledger.record([
          aResult(await claimOne(), { status: 'pending', countsAsAttempt: false, attempt }),
        ]);
        expect(await world.stateOf(number)).toBe('pending');
        expect(await world.countedAttemptsOf(number)).toBe(0);
        expect(await world.attemptsOf(number)).toEqual([attempt]);
      });

      it('takes the mark of the barrier back when no dot was written', async () => {
        const [number] = await addDeliveries(1);
        const ticket = await claimOne();
        await world.ledger.crossBarrier([ticket]);
        const unmarked = { status: 'pending', countsAsAttempt: false, attempt: null } as const;
        await world.ledger.record([aResult(ticket, unmarked)]);
        expect(await world.stateOf(number)).toBe('pending');
        expect(await world.attemptsOf(number)).toEqual([]);
        expect(await claimOne()).toEqual({ number, epoch: ticket.epoch + 1 });
      });

      it.each([
        ['sent', 'sent'],
        ['failed', 'failed'],
        ['deferred', 'uncertain'],
      ] as const)('after a late %s an uncertain one is %s', async (status, expected) => {
        const [number] = await addDeliveries(1);
        const ticket = await claimOne();
        await world.ledger.crossBarrier([ticket]);
        await world.endLeases();
        await world.reap();
        expect(await world.stateOf(number)).toBe('uncertain');
        await world.ledger.record([aResult(ticket, { status })]);
        expect(await world.stateOf(number)).toBe(expected);
      });

      it('stores many at once, each under its own epoch', async () => {
        const numbers = await addDeliveries(4);
        const claims = await world.ledger.claim(runId, 4);
        await world.ledger.crossBarrier(claims);
        const stale = { ...claims[3], epoch: claims[3].epoch - 1 };
        await world.ledger.record([
          aResult(claims[0]),
          aResult(claims[1], { status: 'failed' }),
          aResult(claims[2], { status: 'deferred', nextAttemptAt: world.now() + 60_000 }),
          aResult(stale),
        ]);
        const states = await Promise.all(numbers.map((number) => world.stateOf(number)));
        expect(states).toEqual(['sent', 'failed', 'deferred', 'sending']);
      });
    });

    describe('leases', () => {
      it('are renewed for claims that are still held, and the others are told', async () => {
        const numbers = await addDeliveries(3);
        const [kept, released, past] = await world.ledger.claim(runId, 3);
        await world.ledger.release([released]);
        await world.ledger.crossBarrier([past]);
        expect([...(await world.ledger.renew([kept, released, past]))]).toEqual([numbers[0]]);
        expect([...(await world.ledger.renew([{ ...kept, epoch: kept.epoch - 1 }]))]).toEqual([]);
      });

      it('that have ended go back to pending, and no attempt is used', async () => {
        const [number] = await addDeliveries(1);
        await claimOne();
        await world.endLeases();
        await world.reap();
        expect(await world.stateOf(number)).toBe('pending');
        expect(await world.countedAttemptsOf(number)).toBe(0);
      });

      it('that have not ended are left alone by the reaper', async () => {
        const numbers = await addDeliveries(2);
        const [, second] = await world.ledger.claim(runId, 2);
        await world.ledger.crossBarrier([second]);
        await world.reap();
        expect(await world.stateOf(numbers[0])).toBe('leased');
        expect(await world.stateOf(numbers[1])).toBe('sending');
      });

      it('handed back leave what is past the barrier alone', async () => {
        const numbers = await addDeliveries(2);
        const claims = await world.ledger.claim(runId, 2);
        await world.ledger.crossBarrier([claims[1]]);
        await world.ledger.release(claims);
        expect(await world.stateOf(numbers[0])).toBe('pending');
        expect(await world.stateOf(numbers[1])).toBe('sending');
        expect(await world.attemptsOf(numbers[0])).toEqual([]);
      });
    });

    describe('the end of a run', () => {
      it.each(['pending', 'leased', 'sending', 'deferred'] as const)(
        'waits for a %s delivery',
        async (state) => {
          const [number] = await addDeliveries(1);
          if (state !== 'pending') {
            const ticket = await claimOne();
            if (state === 'sending') await world.ledger.crossBarrier([ticket]);
            const deferred = { status: 'deferred', nextAttemptAt: world.now() + 60_000 } as const;
            if (state === 'deferred') await world.ledger.record([aResult(ticket, deferred)]);
          }
          expect(await world.stateOf(number)).toBe(state);
          expect(await world.ledger.finishRunIfDone(runId)).toBe(false);
        },
      );

      it.each(['sent', 'failed', 'uncertain'] as const)(
        'comes when all are settled, as %s',
        async (status) => {
          await addDeliveries(1);
          const ticket = await claimOne();
          await world.ledger.crossBarrier([ticket]);
          await world.ledger.record([aResult(ticket, { status })]);
          expect(await world.ledger.finishRunIfDone(runId)).toBe(true);
          expect(await world.ledger.finishRunIfDone(runId)).toBe(true);
          expect(await world.ledger.loadRun(runId)).toBeNull();
        },
      );
    });

    it('takes empty lists for what they are', async () => {
      expect([...(await world.ledger.renew([]))]).toEqual([]);
      expect([...(await world.ledger.crossBarrier([]))]).toEqual([]);
      await expect(world.ledger.record([])).resolves.toBeUndefined();
      await expect(world.ledger.release([])).resolves.toBeUndefined();
    });
  });
}
