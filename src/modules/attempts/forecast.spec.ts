import { expect, it } from 'vitest';
import type { RunPulse } from './attempts.repository.js';
import { forecastOf } from './forecast.js';

const pulse: RunPulse = {
  now: new Date('2026-11-21T12:00:00Z'),
  endsAt: null,
  remaining: 1_000,
  ageSeconds: 600,
  lastRetryAt: null,
  last10: 0,
  last60: 0,
  seenSeconds: null,
};

it.each([
  ['of the last 10 seconds', { last10: 50, last60: 600 }, 5],
  ['of the last minute when those were silent', { last60: 600 }, 10],
  ['since the run began', { ageSeconds: 2, last10: 50, last60: 50 }, 25],
  ['of the 2 seconds whose attempts were counted', { last10: 10_000, last60: 10_000, seenSeconds: 2 }, 5_000],
  [
    'of the last 10 seconds, though more were counted',
    { last10: 6_000, last60: 10_000, seenSeconds: 17 },
    600,
  ],
] satisfies [string, Partial<RunPulse>, number][])('the rate is that %s', (_, values, rate) => {
  expect(forecastOf({ ...pulse, ...values }, undefined).rate).toBe(rate);
});
