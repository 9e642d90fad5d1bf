import { Module } from '@nestjs/common';
import { AccountMailModule } from '../../account-mail/account-mail.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { UsersModule } from '../users/users.module.js';
import { AttemptParts } from './attempt-parts.js';
import { JobsService } from './jobs.service.js';
import { SenderModule } from './sender.module.js';
import { MetricsPublisher } from './metrics-publisher.js';
import { TicksService } from './ticks.service.js';

/** What a worker process does by itself: fire what is due, take jobs, take back what dead workers held. */
@Module({
  imports: [SenderModule, MessagesModule, UsersModule, AccountMailModule],
  providers: [AttemptParts, MetricsPublisher, TicksService, JobsService],
})
export class SchedulerModule {}
