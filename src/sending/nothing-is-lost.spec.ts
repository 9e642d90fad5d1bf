// Random servers, random deaths: whatever happens, a delivery is sent once or shown as uncertain, and none is lost.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Channel, Connection, DeliveryLedger } from './ports.js';
import { anEngineWorld, type EngineWorld } from './testing/engine-world.js';
import { type Behaviour, outcome } from './testing/recording-channel.js';

/** A process that can be killed: afterwards none of its calls does anything or returns. */
function mortal({ ledger, channel }: EngineWorld) {
  const life = { isOver: false };
  const forever = new Promise<never>(() => {});
  const whileAlive = <T extends object>(thing: T): T =>
    new Proxy(thing, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]) => {
          if (life.isOver) return forever;
          const answer: unknown = await value.apply(target, args);
          return life.isOver ? forever : answer;
        };
      },
    });
  const mortalChannel: Channel = {
    name: channel.name,
    compile: (run) => channel.compile(run),
    connect: async (signal) => {
      if (life.isOver) return forever;
      const connection = await channel.connect(signal);
      return whileAlive<Connection>(connection);
    },
  };
  const kill = () => (life.isOver = true);
  return {
    kill,
    ledger: whileAlive<DeliveryLedger>(ledger),
    channels: new Map([[channel.name, mortalChannel]]),
  };
}

const behaviours: Record<string, Behaviour> = {
  takes: { beforeMs: 40, afterMs: 60 },
  takesSlowly: { beforeMs: 700, afterMs: 2_500 },
  defers: { beforeMs: 30, answer: outcome('client_temporary', { code: 451 }) },
  bounces: { early: outcome('client_permanent', { stage: 'rcpt', code: 550 }) },
  saysNothing: { afterMs: 900, answer: outcome('unknown') },
  throwsUsOut: { beforeMs: 50, early: outcome('relay_temporary', { stage: 'rcpt', code: 421 }) },
  dies: { diesAtDot: true },
  closesBefore: { beforeMs: 20, unheard: true },
};
const lasting = new Set(['takes', 'takesSlowly', 'bounces', 'saysNothing', 'closesBefore']);

type Deed = 'kill' | 'ledger away' | 'ledger back' | 'relay away' | 'relay back' | 'pause' | 'resume';
const deeds: readonly Deed[] = [
  'kill',
  'ledger away',
  'ledger back',
  'relay away',
  'relay back',
  'pause',
  'resume',
];

const histories = fc.record({
  servers: fc.array(fc.constantFrom(...Object.keys(behaviours)), { minLength: 1, maxLength: 60 }),
  events: fc.array(fc.record({ afterMs: fc.nat({ max: 3_000 }), deed: fc.constantFrom(...deeds) }), {
    maxLength: 12,
  }),
  roundTripMs: fc.constantFrom(0, 3, 40),
});

describe('nothing is lost and nothing is sent twice', () => {
  it('whatever the servers answer and whenever processes die', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ({ servers, events, roundTripMs }) => {
        const world = anEngineWorld({ probeDelaysMs: [200], retryDelaysMs: [1_000], connections: 4 });
        const { clock, ledger, channel } = world;
        const runId = world.aRun(servers.length, (index) => `client@place-${index % 7}.test`);
        const run = ledger.runs.get(runId)!;
        ledger.roundTripMs = roundTripMs;
        // Passing troubles pass with the second try.
        channel.behave = ({ number, epoch }) =>
          epoch > 1 && !lasting.has(servers[number - 1]) ? behaviours.takes : behaviours[servers[number - 1]];

        const begin = () => {
          const one = mortal(world);
          void world.anotherEngine(one).workOn(runId);
          return one;
        };
        let first = begin();
        begin();
        let kills = 0;
        for (const { afterMs, deed } of events) {
          await clock.advance(afterMs);
          if (deed === 'kill') {
            first.kill();
            kills++;
            first = begin();
          } else if (deed === 'ledger away') ledger.away = new Error('away');
          else if (deed === 'ledger back') ledger.away = null;
          else if (deed === 'relay away') channel.fault = outcome('relay_temporary', { stage: 'connect' });
          else if (deed === 'relay back') channel.fault = null;
          else run.isPaused = deed === 'pause';
        }
        ledger.away = null;
        channel.fault = null;
        run.isPaused = false;
        const last = world.anotherEngine();
        for (let round = 0; round < 6; round++) {
          await clock.advance(5_000);
          await clock.until(last.workOn(runId), 7_200_000);
          clock.leap(700_000);
          ledger.reap();
        }

        const dots = new Map<number, number>();
        for (const { number } of channel.dots) dots.set(number, (dots.get(number) ?? 0) + 1);
        const faults: string[] = [];
        let unexplained = 0;
        for (const { number, status, history } of ledger.rows.values()) {
          const count = dots.get(number) ?? 0;
          const successes = history.filter((attempt) => attempt.status === 'success').length;
          // One that was deferred is rightly sent again; every other gets one dot at most.
          const rightful = history.filter((attempt) => attempt.code === 451).length + 1;
          if (count > rightful) faults.push(`${number} was sent ${count} times`);
          if (!['sent', 'failed', 'uncertain'].includes(status))
            faults.push(`${number} was left as ${status}`);
          if (status === 'sent' && (count === 0 || successes !== 1))
            faults.push(`${number} was not really sent`);
          if (status === 'failed' && count > 0) faults.push(`${number} was sent and called failed`);
          if (status === 'uncertain' && servers[number - 1] !== 'saysNothing') unexplained++;
        }
        expect(faults).toEqual([]);
        // Without a death nothing is uncertain but silence, and each death blurs at most its open connections.
        expect(unexplained).toBeLessThanOrEqual(kills * 4);
        expect(channel.mostOpen).toBeLessThanOrEqual(4 * (kills + 3));
      }),
      { numRuns: 60 },
    );
  });
});
