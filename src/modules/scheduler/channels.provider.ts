import { hostname } from 'node:os';
import { FactoryProvider } from '@nestjs/common';
import { ConsoleChannel } from '../../channels/console/console-channel.js';
import { SmsChannel } from '../../channels/sms-gateway/sms-channel.js';
import { SmtpChannel } from '../../channels/smtp/smtp-channel.js';
import { UnconfiguredChannel } from '../../channels/unconfigured-channel.js';
import { AppConfig } from '../../config/app-config.js';
import { parseSmtpUrl } from '../../config/smtp-url.js';
import { MailRelay } from '../../dev-inbox/mail-relay.js';
import type { ChannelName } from '../../domain/mailing-status.js';
import type { Channel } from '../../sending/ports.js';
import { BounceAddresses } from '../bounces/bounce-addresses.js';
import { CHANNELS } from './sending.service.js';

/** The ways to the outside that this process has. */
export const channelsProvider: FactoryProvider<Promise<ReadonlyMap<ChannelName, Channel>>> = {
  provide: CHANNELS,
  inject: [AppConfig, MailRelay, BounceAddresses],
  async useFactory(config: AppConfig, relay: MailRelay, bounces: BounceAddresses) {
    const url = await relay.url();
    const channels: Channel[] = [
      url === null
        ? new UnconfiguredChannel('email', 'SMTP_URL is not set')
        : smtpChannel(url, config, bounces),
      smsChannel(config),
      new ConsoleChannel((line) => process.stdout.write(`${line}\n`)),
    ];
    return new Map(channels.map((channel) => [channel.name, channel]));
  },
};

function smtpChannel(url: string, { send, dkim }: AppConfig, bounces: BounceAddresses): SmtpChannel {
  return new SmtpChannel({
    ...parseSmtpUrl(url),
    sendTimeoutMs: send.timeoutMs,
    replyTimeoutMs: send.replyTimeoutMs,
    ehloName: ehloName(),
    dkim,
    bounceAddressOf: bounces.isOn ? (deliveryNumber) => bounces.addressOf(deliveryNumber) : undefined,
  });
}

function smsChannel({ sms, send }: AppConfig): Channel {
  if (sms.gatewayUrl === undefined) return new UnconfiguredChannel('sms', 'SMS_GATEWAY_URL is not set');
  return new SmsChannel({
    url: sms.gatewayUrl,
    token: sms.gatewayToken,
    sendTimeoutMs: send.timeoutMs,
    replyTimeoutMs: send.replyTimeoutMs,
  });
}

/** RFC 5321, section 4.1.1.1: a domain name, or an address literal where there is none. */
function ehloName(): string {
  const name = hostname();
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(name) ? name : '[127.0.0.1]';
}
