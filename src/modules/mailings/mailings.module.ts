import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { ClientsModule } from '../clients/clients.module.js';
import { SuppressionsModule } from '../suppressions/suppressions.module.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { DeliveriesService } from './deliveries.service.js';
import { Delivery } from './delivery.entity.js';
import { MailingActionsController } from './mailing-actions.controller.js';
import { MailingActionsService } from './mailing-actions.service.js';
import { MailingClient } from './mailing-client.entity.js';
import { MailingPlanController } from './mailing-plan.controller.js';
import { MailingPlanService } from './mailing-plan.service.js';
import { MailingProgress } from './mailing-progress.js';
import { MailingRecordsController } from './mailing-records.controller.js';
import { Mailing } from './mailing.entity.js';
import { MailingsController } from './mailings.controller.js';
import { MailingsRepository } from './mailings.repository.js';
import { MailingsService } from './mailings.service.js';
import { ResendingService } from './resending.service.js';
import { RunAttachment } from './run-attachment.entity.js';
import { Run } from './run.entity.js';
import { RunsRepository } from './runs.repository.js';
import { RunsService } from './runs.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Mailing, MailingClient, Run, RunAttachment, Delivery]),
    ClientsModule,
    AuditModule,
    SuppressionsModule,
  ],
  controllers: [
    MailingPlanController,
    MailingsController,
    MailingActionsController,
    MailingRecordsController,
    DeliveriesController,
  ],
  providers: [
    MailingsRepository,
    RunsRepository,
    DeliveriesRepository,
    MailingsService,
    MailingActionsService,
    MailingPlanService,
    DeliveriesService,
    ResendingService,
    RunsService,
    MailingProgress,
  ],
  exports: [MailingsService, MailingActionsService, RunsService, RunsRepository],
})
export class MailingsModule {}
