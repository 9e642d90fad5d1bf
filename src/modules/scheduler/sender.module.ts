import { Module } from '@nestjs/common';
import { MetricsModule } from '../../metrics/metrics.module.js';
import { MailingsModule } from '../mailings/mailings.module.js';
import { BouncesModule } from '../bounces/bounces.module.js';
import { SuppressionsModule } from '../suppressions/suppressions.module.js';
import { AttemptLog } from './attempt-log.js';
import { channelsProvider } from './channels.provider.js';
import { ClockCheck } from './clock-check.js';
import { DurabilityCheck } from './durability-check.js';
import { FiringService } from './firing.service.js';
import { OnDemandService } from './on-demand.service.js';
import { PostgresLedger } from './postgres-ledger.js';
import { Reaper } from './reaper.js';
import { RelayWatch } from './relay-watch.js';
import { RunFinisher } from './run-finisher.js';
import { RunKeeper } from './run-keeper.js';
import { RunOpener } from './run-opener.js';
import { SendingEvents } from './sending-events.js';
import { SendingService } from './sending.service.js';

/** Everything that fires and sends, without doing it by itself: for the worker and for the commands. */
@Module({
  imports: [MailingsModule, SuppressionsModule, BouncesModule, MetricsModule],
  providers: [
    AttemptLog,
    channelsProvider,
    ClockCheck,
    DurabilityCheck,
    FiringService,
    OnDemandService,
    PostgresLedger,
    Reaper,
    RelayWatch,
    RunFinisher,
    RunKeeper,
    RunOpener,
    SendingEvents,
    SendingService,
  ],
  exports: [ClockCheck, FiringService, OnDemandService, Reaper, RunKeeper],
})
export class SenderModule {}
