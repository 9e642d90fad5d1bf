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

type JsonOptions = Parameters<ConsoleLogger['getJsonLogObject']>[1];

/** One line an event: a flat JSON object where machines read the log (LOG_FORMAT), short text for people. */
export class ServiceLogger extends ConsoleLogger {
  constructor(
    config: AppConfig,
    private readonly processName = 'Postledger',
  ) {
    const { isJson } = config.log;
    super({ prefix: processName, json: isJson, colors: !isJson && process.stdout.isTTY === true });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (chatter.has(String(rest.at(-1)))) return;
    super.log(message, ...rest);
  }

  override error(message: unknown, ...rest: unknown[]): void {
    if (startFaults.has(String(rest.at(-1)))) return;
    super.error(message, ...rest);
  }

  /** The fields of an event stand beside time and level, so that one look finds them. */
  protected override getJsonLogObject(message: unknown, options: JsonOptions) {
    const { level, timestamp, message: told, ...more } = super.getJsonLogObject(message, options);
    const fields = typeof told === 'object' && told !== null ? told : { message: told };
    return {
      time: new Date(timestamp).toISOString(),
      level,
      process: this.processName,
      ...more,
      ...fields,
    } as unknown as ReturnType<ConsoleLogger['getJsonLogObject']>;
  }
}
