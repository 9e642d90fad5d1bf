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

/** Where the framework tells, with its stack, why the start failed: main.ts tells it in one line. */
const startFaults = new Set(['ExceptionHandler', 'NestApplication']);

/** One line an event: JSON in production, for people otherwise. */
export class ServiceLogger extends ConsoleLogger {
  constructor(config: AppConfig, prefix = 'Postledger') {
    super({
      prefix,
      json: config.isProduction,
      colors: !config.isProduction && process.stdout.isTTY === true,
    });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (chatter.has(String(rest.at(-1)))) return;
    super.log(message, ...rest);
  }

  override error(message: unknown, ...rest: unknown[]): void {
    if (startFaults.has(String(rest.at(-1)))) return;
    super.error(message, ...rest);
  }
}
