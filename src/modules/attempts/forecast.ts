// When an open run will be done, as far as the last seconds tell.
import type { RunPulse } from './attempts.repository.js';
import type { ForecastResponse } from './dto/mailing-stats.response.js';

/** `limit`: messages per second that may go out at most; undefined: no limit. */
export function forecastOf(pulse: RunPulse | null, limit: number | undefined): ForecastResponse {
  if (pulse === null || pulse.remaining <= 0) {
    return { rate: 0, remaining: 0, finishesAt: null, willNotFit: 0 };
  }
  const { now, endsAt, remaining, lastRetryAt } = pulse;
  const rate = Math.min(measuredRate(pulse), limit ?? Infinity);
  const sendingMs = rate > 0 ? (remaining / rate) * 1000 : null;
  const finishesAt =
    sendingMs === null ? null : new Date(Math.max(now.getTime() + sendingMs, lastRetryAt?.getTime() ?? 0));
  const fitting = endsAt === null ? remaining : fittingBefore(endsAt, now, rate);
  return {
    rate: Math.round(rate * 10) / 10,
    remaining,
    finishesAt,
    willNotFit: Math.max(0, remaining - (fitting ?? remaining)),
  };
}

/** How many fit before the end; null where there is no rate to tell by. */
function fittingBefore(endsAt: Date, now: Date, rate: number): number | null {
  const secondsLeft = Math.max(0, (endsAt.getTime() - now.getTime()) / 1000);
  return rate === 0 && secondsLeft > 0 ? null : Math.floor(rate * secondsLeft);
}

/** Attempts per second: of the last 10 seconds, or of the last minute when those were silent. */
function measuredRate({ ageSeconds, last10, last60, seenSeconds }: RunPulse): number {
  const [count, windowSeconds] = last10 > 0 ? [last10, 10] : [last60, 60];
  return count / Math.min(windowSeconds, Math.max(1, Math.min(ageSeconds, seenSeconds ?? Infinity)));
}
