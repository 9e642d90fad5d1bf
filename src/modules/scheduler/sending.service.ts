// The engine of this process, with the real world plugged in.
import { BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppConfig } from '../../config/app-config.js';
import { IdsInOrder } from '../../database/ids-in-order.js';
import type { ChannelName } from '../../domain/mailing-status.js';
import { Engine } from '../../sending/engine.js';
import type { Channel, Log } from '../../sending/ports.js';
import { PostgresLedger } from './postgres-ledger.js';
import { PostgresPace } from './postgres-pace.js';
import { SendingEvents } from './sending-events.js';
import { systemClock } from './system-clock.js';

/** The channels of this process, by name. */
export const CHANNELS = Symbol('channels');

@Injectable()
export class SendingService implements BeforeApplicationShutdown {
  private readonly engine: Engine;
  isDraining = false;

  constructor(
    dataSource: DataSource,
    config: AppConfig,
    ledger: PostgresLedger,
    @Inject(CHANNELS) channels: ReadonlyMap<ChannelName, Channel>,
    events: SendingEvents,
  ) {
    const ids = new IdsInOrder();
    const { ratePerSecond, connections, leaseMs, retryDelaysMs, probeDelaysMs } = config.send;
    this.engine = new Engine({
      ledger,
      channels,
      paces: new Map(
        ratePerSecond === undefined
          ? []
          : [...channels.keys()].map((name) => [name, new PostgresPace(dataSource, name, ratePerSecond)]),
      ),
      clock: systemClock,
      log: engineLog(),
      random: Math.random,
      newId: () => ids.next(),
      events,
      options: { connections, leaseMs, retryDelaysMs, probeDelaysMs },
    });
    events.showBreakersOf(this.engine);
  }

  /** Sends what is due of the run; resolves when nothing of it can be sent now. Never rejects. */
  async workOn(runId: string): Promise<void> {
    await this.engine.workOn(runId);
  }

  /** Claims nothing more and finishes what is in flight. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isDraining = true;
    await this.engine.drain();
  }
}

function engineLog(): Log {
  const logger = new Logger('Engine');
  return {
    info: (event, fields) => logger.log({ event, ...fields }),
    warn: (event, fields) => logger.warn({ event, ...fields }),
    error: (event, fields) => logger.error({ event, ...fields }),
  };
}
