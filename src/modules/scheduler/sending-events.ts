// Whoever wants to know what the engine does: the watch over relays, the log, the metrics.
import { Injectable } from '@nestjs/common';
import { breakerKinds } from '../../domain/relay-breaker.js';
import type { Engine } from '../../sending/engine.js';
import type { ClaimedDelivery, DeliveryResult, Outcome, RunSnapshot } from '../../sending/ports.js';
import { ProcessMetrics } from '../../metrics/process-metrics.js';
import { AttemptLog } from './attempt-log.js';
import { RelayWatch } from './relay-watch.js';

@Injectable()
export class SendingEvents {
  constructor(
    private readonly watch: RelayWatch,
    private readonly log: AttemptLog,
    private readonly metrics: ProcessMetrics,
  ) {}

  onResult(result: DeliveryResult, run: RunSnapshot, delivery: ClaimedDelivery): void {
    this.watch.onResult(result, run);
    this.log.onResult(result, run, delivery);
    const { attempt } = result;
    if (!attempt) return;
    const labels = { channel: run.channel, status: attempt.status };
    this.metrics.attempts.observe(labels, attempt.durationMs / 1000);
  }

  onRelayPaused(outcome: Outcome, run: RunSnapshot): void {
    this.watch.onRelayPaused(outcome, run);
  }

  /** Shows the state of each channel's breaker from now on. */
  showBreakersOf(engine: Engine): void {
    const help = '1 for the state in which the breaker of the channel is in this worker';
    this.metrics.watch('postledger_relay_breaker', help, ['channel', 'state'], () =>
      [...engine.breakers()].flatMap(([channel, kind]) =>
        breakerKinds.map((state): [Record<string, string>, number] => [
          { channel, state },
          state === kind ? 1 : 0,
        ]),
      ),
    );
  }
}
