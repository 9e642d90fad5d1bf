// An engine with everything around it under a test's control.
import { Engine, type EngineOptions, type EngineParts } from '../engine.js';
import type { Log } from '../ports.js';
import { HandMovedClock } from './hand-moved-clock.js';
import { InMemoryLedger } from './in-memory-ledger.js';
import { RecordingChannel } from './recording-channel.js';

export class RecordingLog implements Log {
  readonly lines: { level: 'info' | 'warn' | 'error'; event: string; fields?: Record<string, unknown> }[] =
    [];

  info(event: string, fields?: Record<string, unknown>): void {
    this.lines.push({ level: 'info', event, fields });
  }
  warn(event: string, fields?: Record<string, unknown>): void {
    this.lines.push({ level: 'warn', event, fields });
  }
  error(event: string, fields?: Record<string, unknown>): void {
    this.lines.push({ level: 'error', event, fields });
  }
  count(event: string): number {
    return this.lines.filter((line) => line.event === event).length;
  }
}

export interface EngineWorld {
  clock: HandMovedClock;
  ledger: InMemoryLedger;
  channel: RecordingChannel;
  log: RecordingLog;
  engine: Engine;
  /** Another process on the same ledger. */
  anotherEngine(parts?: Partial<EngineParts>): Engine;
  /** A run with so many deliveries; each to a domain of its own unless one is named. */
  aRun(deliveries: number, recipient?: (index: number) => string): string;
}

export function anEngineWorld(
  options: Partial<EngineOptions> = {},
  parts: Partial<EngineParts> = {},
): EngineWorld {
  const clock = new HandMovedClock();
  const ledger = new InMemoryLedger(clock);
  const channel = new RecordingChannel(clock);
  const log = new RecordingLog();
  let ids = 0;
  const anotherEngine = (other: Partial<EngineParts> = {}) =>
    new Engine({
      ledger,
      channels: new Map([[channel.name, channel]]),
      clock,
      log,
      random: () => 0.5,
      newId: () => `attempt-${++ids}`,
      options,
      ...parts,
      ...other,
    });
  const aRun = (deliveries: number, recipient?: (index: number) => string) => {
    const runId = ledger.addRun();
    for (let index = 0; index < deliveries; index++) ledger.addDelivery(runId, recipient?.(index));
    return runId;
  };
  return { clock, ledger, channel, log, engine: anotherEngine(), anotherEngine, aRun };
}

/** How many deliveries are in each state. */
export function statuses({ ledger }: EngineWorld): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of ledger.rows.values()) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
