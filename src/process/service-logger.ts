import { ConsoleLogger } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';

/** What the framework tells of its own start: of use to nobody who runs the service. */
const chatter = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
]);

/** One line an event: JSON in production, for people otherwise. */
export class ServiceLogger extends ConsoleLogger {
  constructor(config: AppConfig, prefix = 'Postledger') {
    super({ prefix, json: config.isProduction, colors: !config.isProduction && process.stdout.isTTY });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (chatter.has(String(rest.at(-1)))) return;
    super.log(message, ...rest);
  }
}
