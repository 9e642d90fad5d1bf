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

type StreamName = 'stdout' | 'stderr';

/** Lines of one turn go out together: at thousands of attempts a second each write of its own would be felt. */
class LineOutlet {
  private lines: string[] = [];

  constructor(private readonly name: StreamName) {
    process.on('exit', () => this.flush());
  }

  write(line: string): void {
    if (this.lines.push(line) === 1) setImmediate(() => this.flush());
  }

  private flush(): void {
    if (this.lines.length === 0) return;
    process[this.name].write(`${this.lines.join('\n')}\n`);
    this.lines = [];
  }
}

const outlets = { stdout: new LineOutlet('stdout'), stderr: new LineOutlet('stderr') };

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

  protected override printAsJson(message: unknown, options: JsonOptions & { writeStreamType?: StreamName }) {
    const event = this.getJsonLogObject(message, options);
    // The framework's way bears cycles and everything else; events are flat, and there may be thousands a second.
    const line = isFlat(event) ? JSON.stringify(event) : this.stringifyJsonLogObject(event);
    outlets[options.writeStreamType ?? 'stdout'].write(line);
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

function isFlat(event: object): boolean {
  return Object.values(event).every((value) => value === null || plainTypes.has(typeof value));
}

const plainTypes = new Set(['string', 'number', 'boolean', 'undefined']);
