// Where mails go: the relay of the settings, or the development mail server of this process.
import { Injectable, Logger, OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { type DevMailServer, startDevMailServer } from './dev-mail-server.js';
import { InboxIntake } from './inbox-intake.js';

@Injectable()
export class MailRelay implements OnApplicationShutdown {
  private readonly logger = new Logger('MailRelay');
  private server: Promise<DevMailServer> | null = null;
  private isClosed = false;
  private hasComplained = false;

  constructor(
    private readonly config: AppConfig,
    private readonly intake: InboxIntake,
  ) {}

  /**
   * The SMTP URL to send to. Outside production a process without `SMTP_URL` starts a development mail server of its
   * own when this is first asked. In production it is null then: a fault of the relay, `SMTP_URL is not set`.
   */
  async url(): Promise<string | null> {
    if (this.config.smtp.url !== undefined) return this.config.smtp.url;
    if (this.config.isProduction) {
      if (!this.hasComplained) this.logger.error('SMTP_URL is not set: no mail leaves this service');
      this.hasComplained = true;
      return null;
    }
    if (this.isClosed) throw new Error('the service is stopping');
    this.server ??= this.start();
    return `smtp://127.0.0.1:${(await this.server).port}`;
  }

  private async start(): Promise<DevMailServer> {
    try {
      const server = await startDevMailServer((mail) => this.intake.keep(mail));
      this.logger.log(`SMTP_URL is not set: mails stay here, see ${this.config.http.publicUrl}/inbox`);
      return server;
    } catch (fault) {
      this.server = null;
      throw fault;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    const server = await this.server?.catch(() => null);
    await server?.close();
  }
}
