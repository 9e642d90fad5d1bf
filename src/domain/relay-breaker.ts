// Holds back from a relay that fails: a state machine over plain immutable values.
import type { ReplyClass } from './smtp-reply.js';

export type BreakerState =
  /** All connections are allowed. */
  | { readonly kind: 'closed'; readonly faults: number }
  /** None is, until one may probe at `probeAt`. */
  | { readonly kind: 'open'; readonly probes: number; readonly probeAt: number }
  /** The relay answers again: one connection more for each success. */
  | { readonly kind: 'half_open'; readonly probes: number; readonly allowedConnections: number }
  /** The relay refuses us for good (password, policy): only a person resumes it. */
  | { readonly kind: 'paused' };

export const breakerKinds = [
  'closed',
  'open',
  'half_open',
  'paused',
] as const satisfies BreakerState['kind'][];

/** `success`: the relay answered, whatever it said about the client. `refusal`: it will not change its mind. */
export type BreakerEvent = 'success' | 'fault' | 'refusal' | 'resume';

export interface BreakerOptions {
  /** Faults in a row that open a closed breaker. */
  faultsToOpen: number;
  /** Waits before the first, second, ... probe; the last one repeats. */
  probeDelaysMs: readonly number[];
  /** Connections allowed when closed. */
  limit: number;
}

export const closedBreaker: BreakerState = { kind: 'closed', faults: 0 };

/** What a reply says about the relay. One that takes mails but never says so is as ill as one that is away. */
export function breakerEventOf(replyClass: ReplyClass): BreakerEvent {
  if (replyClass === 'relay_permanent') return 'refusal';
  return replyClass === 'relay_temporary' || replyClass === 'unknown' ? 'fault' : 'success';
}

/** The state after the event; `now` in milliseconds. The same object where nothing changes. */
export function breakerAfter(
  state: BreakerState,
  event: BreakerEvent,
  now: number,
  options: BreakerOptions,
): BreakerState {
  if (event === 'refusal') return state.kind === 'paused' ? state : { kind: 'paused' };
  // A person has looked at it: one connection tries at once.
  if (event === 'resume') return state.kind === 'closed' ? state : { kind: 'open', probes: 0, probeAt: now };
  switch (state.kind) {
    case 'closed':
      return event === 'fault' ? closedAfterFault(state.faults + 1, now, options) : withoutFaults(state);
    case 'open':
      // Connections from before the breaker opened still end in this way or that; only a probe counts.
      if (now < state.probeAt) return state;
      return event === 'success'
        ? rampedUp(2, state.probes, options)
        : opened(state.probes + 1, now, options);
    case 'half_open':
      if (event === 'success') return rampedUp(state.allowedConnections + 1, state.probes, options);
      return opened(state.probes + 1, now, options);
    case 'paused':
      return state;
  }
}

/** How many connections the relay may have now, of `limit` at most. */
export function connectionsAllowed(state: BreakerState, now: number, limit: number): number {
  switch (state.kind) {
    case 'closed':
      return limit;
    case 'open':
      return now < state.probeAt ? 0 : Math.min(1, limit);
    case 'half_open':
      return Math.min(state.allowedConnections, limit);
    case 'paused':
      return 0;
  }
}

/** When the next probe may go, or null when nothing waits for one. */
export function nextProbeAt(state: BreakerState): number | null {
  return state.kind === 'open' ? state.probeAt : null;
}

function withoutFaults(state: BreakerState & { kind: 'closed' }): BreakerState {
  return state.faults === 0 ? state : closedBreaker;
}

function closedAfterFault(faults: number, now: number, options: BreakerOptions): BreakerState {
  return faults < options.faultsToOpen ? { kind: 'closed', faults } : opened(0, now, options);
}

/** The delays start over only after the breaker has closed: a relay that flaps is asked less and less often. */
function opened(probes: number, now: number, { probeDelaysMs }: BreakerOptions): BreakerState {
  const delayMs = probeDelaysMs[Math.min(probes, probeDelaysMs.length - 1)] ?? 0;
  return { kind: 'open', probes, probeAt: now + delayMs };
}

function rampedUp(allowedConnections: number, probes: number, { limit }: BreakerOptions): BreakerState {
  return allowedConnections < limit ? { kind: 'half_open', probes, allowedConnections } : closedBreaker;
}
