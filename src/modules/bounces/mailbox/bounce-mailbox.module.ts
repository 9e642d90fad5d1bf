import { Module } from '@nestjs/common';
import { BouncesModule } from '../bounces.module.js';
import { BounceMailboxRepository } from './bounce-mailbox.repository.js';
import { BounceMailboxService } from './bounce-mailbox.service.js';

/** What a worker process does about bounces: it looks for reports in a mailbox. */
@Module({ imports: [BouncesModule], providers: [BounceMailboxRepository, BounceMailboxService] })
export class BounceMailboxModule {}
