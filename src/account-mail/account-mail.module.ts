import { DynamicModule, Module } from '@nestjs/common';
import { MailerModule, type MailerOptions } from '@nestjs-modules/mailer';
import { MailRelay } from '../dev-inbox/mail-relay.js';
import { AccountMailAdapter } from './account-mail-adapter.js';
import { AccountMailService } from './account-mail.service.js';
import { RelayTransport } from './relay-transport.js';

/** For one mail, from asking for the relay to its final answer. */
const usualDeadlineMs = 30_000;

/** Needs the `MailRelay` of `DevInboxModule`, which is global. */
@Module({})
export class AccountMailModule {
  static forRoot({ deadlineMs = usualDeadlineMs } = {}): DynamicModule {
    return {
      module: AccountMailModule,
      imports: [
        MailerModule.forRootAsync({
          imports: [],
          inject: [MailRelay],
          useFactory: (relay: MailRelay) => mailerOptions(new RelayTransport(relay, deadlineMs)),
        }),
      ],
      providers: [AccountMailService],
      exports: [AccountMailService],
    };
  }
}

function mailerOptions(transport: RelayTransport): MailerOptions {
  const adapter = new AccountMailAdapter();
  const options = {
    transport,
    // What a mail names stays what it is: no file and no address is ever read to fill it.
    defaults: { disableFileAccess: true, disableUrlAccess: true },
    // The adapter goes in as a plugin: as `template.adapter` it would have the mailer load preview-email (20 MB).
    plugins: [{ step: 'compile', plugin: adapter.compile.bind(adapter) }],
  };
  // The mailer's types are of an older nodemailer.
  return options as unknown as MailerOptions;
}
