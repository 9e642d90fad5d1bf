import { Module } from '@nestjs/common';
import { MailerModule, type MailerOptions } from '@nestjs-modules/mailer';
import { AppConfig } from '../config/app-config.js';
import { MailRelay } from '../dev-inbox/mail-relay.js';
import { AccountMailAdapter } from './account-mail-adapter.js';
import { AccountMailService } from './account-mail.service.js';
import { RelayTransport } from './relay-transport.js';

/** For one mail, from asking for the relay to its final answer. */
const deadlineMs = 30_000;

const transportProvider = {
  provide: RelayTransport,
  inject: [MailRelay],
  useFactory: (relay: MailRelay) => new RelayTransport(relay, deadlineMs),
};

@Module({ providers: [transportProvider], exports: [RelayTransport] })
class RelayTransportModule {}

function mailerOptions(transport: RelayTransport, { dkim }: AppConfig): MailerOptions {
  const adapter = new AccountMailAdapter();
  const options = {
    transport,
    // What a mail names stays what it is: no file and no address is ever read to fill it.
    defaults: {
      disableFileAccess: true,
      disableUrlAccess: true,
      ...(dkim ? { dkim: signatureOf(dkim) } : {}),
    },
    // The adapter goes in as a plugin: as `template.adapter` it would have the mailer load preview-email (20 MB).
    plugins: [{ step: 'compile', plugin: adapter.compile.bind(adapter) }],
  };
  // The mailer's types are of an older nodemailer.
  return options as unknown as MailerOptions;
}

function signatureOf({ domain, selector, privateKey }: NonNullable<AppConfig['dkim']>) {
  return { domainName: domain, keySelector: selector, privateKey };
}

/** Needs the `MailRelay` of `DevInboxModule`, which is global. */
@Module({
  imports: [
    MailerModule.forRootAsync({
      imports: [RelayTransportModule],
      inject: [RelayTransport, AppConfig],
      useFactory: mailerOptions,
    }),
  ],
  providers: [AccountMailService],
  exports: [AccountMailService],
})
export class AccountMailModule {}
