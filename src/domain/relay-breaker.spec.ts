import { describe, expect, it } from 'vitest';
import {
  breakerAfter,
  breakerEventOf,
  closedBreaker,
  connectionsAllowed,
  nextProbeAt,
  type BreakerEvent,
  type BreakerOptions,
  type BreakerState,
} from './relay-breaker.js';
import { replyClasses } from './smtp-reply.js';

const options: BreakerOptions = {
  faultsToOpen: 5,
  probeDelaysMs: [15_000, 30_000, 60_000, 120_000, 300_000],
  limit: 4,
};
const now = 1_000_000;
const open = { kind: 'open', probes: 0, probeAt: now + 15_000 } as const;
const due: BreakerState = { kind: 'open', probes: 0, probeAt: now };
const half: BreakerState = { kind: 'half_open', probes: 0, allowedConnections: 2 };
const paused: BreakerState = { kind: 'paused' };

function after(state: BreakerState, ...events: BreakerEvent[]): BreakerState {
  return events.reduce((current, event) => breakerAfter(current, event, now, options), state);
}

describe('The breaker goes', () => {
  it.each<[string, BreakerState, BreakerEvent[], BreakerState]>([
    ['nowhere on success', closedBreaker, ['success'], closedBreaker],
    ['on counting faults', closedBreaker, ['fault', 'fault'], { kind: 'closed', faults: 2 }],
    [
      'back to none on a success',
      closedBreaker,
      ['fault', 'fault', 'fault', 'fault', 'success'],
      closedBreaker,
    ],
    ['open after five in a row', closedBreaker, ['fault', 'fault', 'fault', 'fault', 'fault'], open],
    ['nowhere when stragglers fail', open, ['fault', 'fault'], open],
    ['nowhere when stragglers succeed', open, ['success', 'success'], open],
    ['on waiting when a probe fails', due, ['fault'], { kind: 'open', probes: 1, probeAt: now + 30_000 }],
    ['half open when a probe succeeds', due, ['success'], half],
    ['one connection further on each success', half, ['success'], { ...half, allowedConnections: 3 }],
    ['closed when the limit is reached', half, ['success', 'success'], closedBreaker],
    [
      'open again when a half open one fails',
      half,
      ['fault'],
      { kind: 'open', probes: 1, probeAt: now + 30_000 },
    ],
    ['to a pause on a refusal', closedBreaker, ['refusal'], paused],
    ['to a pause from open', open, ['refusal'], paused],
    ['nowhere from a pause by itself', paused, ['success', 'fault', 'refusal'], paused],
    ['to a probe at once when resumed', paused, ['resume'], due],
    ['to a probe at once when resumed while open', open, ['resume'], due],
    ['nowhere when there is nothing to resume', closedBreaker, ['resume'], closedBreaker],
  ])('%s', (_, state, events, expected) => {
    expect(after(state, ...events)).toEqual(expected);
  });

  it('Probes wait longer and longer, then always as long as the last time', () => {
    const waits: number[] = [];
    let state: BreakerState = open;
    let time = now;
    for (let probe = 0; probe < 7; probe++) {
      const probeAt = nextProbeAt(state) ?? Number.NaN;
      waits.push(probeAt - time);
      time = probeAt;
      state = breakerAfter(state, 'fault', time, options);
    }
    expect(waits).toEqual([15_000, 30_000, 60_000, 120_000, 300_000, 300_000, 300_000]);
  });

  it('A relay that flaps waits longer, one that has recovered waits short again', () => {
    const flapping = after({ ...due, probes: 1 }, 'success', 'success', 'fault');
    expect(nextProbeAt(flapping)).toBe(now + 60_000);
    const recovered = after(half, 'success', 'success');
    expect(nextProbeAt(after(recovered, 'fault', 'fault', 'fault', 'fault', 'fault'))).toBe(now + 15_000);
  });

  it('With one connection only, a probe that succeeds closes it', () => {
    expect(breakerAfter(due, 'success', now, { ...options, limit: 1 })).toEqual(closedBreaker);
  });
});

describe('Connections allowed', () => {
  it.each<[string, BreakerState, number, number, number | null]>([
    ['closed', closedBreaker, now, 4, null],
    ['open', open, now, 0, now + 15_000],
    ['open, one moment before the probe', open, now + 14_999, 0, now + 15_000],
    ['open, at the probe', open, now + 15_000, 1, now + 15_000],
    ['half open', half, now, 2, null],
    ['half open with more than the limit', { ...half, allowedConnections: 9 }, now, 4, null],
    ['paused', paused, now, 0, null],
  ])('%s', (_, state, time, allowed, probeAt) => {
    expect(connectionsAllowed(state, time, 4)).toBe(allowed);
    expect(nextProbeAt(state)).toBe(probeAt);
  });
});

it('A reply about the client is a success of the relay', () => {
  expect(replyClasses.map((replyClass) => [replyClass, breakerEventOf(replyClass)])).toEqual([
    ['accepted', 'success'],
    ['client_temporary', 'success'],
    ['client_permanent', 'success'],
    ['relay_temporary', 'fault'],
    ['relay_permanent', 'refusal'],
    ['content', 'success'],
    ['unknown', 'fault'],
  ]);
});
