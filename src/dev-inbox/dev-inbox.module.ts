import { DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AppConfig } from '../config/app-config.js';
import { InboxController } from './inbox.controller.js';
import { InboxIntake } from './inbox-intake.js';
import { InboxMail } from './inbox-mail.entity.js';
import { InboxMailsRepository } from './inbox-mails.repository.js';
import { InboxPageController } from './inbox-page.controller.js';
import { InboxService } from './inbox.service.js';
import { MailRelay } from './mail-relay.js';

/** Gives everybody the `MailRelay`, and, outside production, the inbox its routes. */
@Module({})
export class DevInboxModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: DevInboxModule,
      global: true,
      imports: [TypeOrmModule.forFeature([InboxMail])],
      controllers: config.isProduction ? [] : [InboxController, InboxPageController],
      providers: [InboxMailsRepository, InboxIntake, InboxService, MailRelay],
      exports: [MailRelay],
    };
  }
}
