// The worker process: the whole service without HTTP, plus the scheduler and the engine.
import { DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AppModule } from './app.module.js';
import { AppConfig } from './config/app-config.js';
import { BounceMailboxModule } from './modules/bounces/mailbox/bounce-mailbox.module.js';
import { ImportWorkerModule } from './modules/imports/import-worker.module.js';
import { SchedulerModule } from './modules/scheduler/scheduler.module.js';

@Module({})
export class WorkerModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        AppModule.forRoot(config),
        ScheduleModule.forRoot(),
        SchedulerModule,
        ImportWorkerModule,
        BounceMailboxModule,
      ],
    };
  }
}
