// What all commands share: strict usage, and services that start only once the usage is right, so that help and
// mistakes cost no database.
import { LoggerService, Module, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandRunner } from 'nest-commander';
import { CacheModule } from '../cache/cache.module.js';
import { AppConfig, loadConfig } from '../config/app-config.js';
import { ConfigModule } from '../config/config.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { DevInboxModule } from '../dev-inbox/dev-inbox.module.js';
import { JobsModule } from '../jobs/jobs.module.js';

type CommanderCommand = Parameters<CommandRunner['setCommand']>[0];

export abstract class ServiceCommand extends CommandRunner {
  /** Too many arguments are an error like unknown options, and errors are thrown instead of ending the process. */
  override setCommand(command: CommanderCommand): this {
    command.allowExcessArguments(false).exitOverride();
    return super.setCommand(command);
  }

  protected say(line: string): void {
    process.stdout.write(`${line}\n`);
  }

  protected warn(line: string): void {
    process.stderr.write(`${line}\n`);
  }

  /** Starts the modules with the database (migrated), lets `work` take its services, and closes everything. */
  protected async withServices<T>(
    modules: Type[],
    work: (get: <Service>(token: Type<Service>) => Service) => Promise<T>,
    config: AppConfig = loadConfig(),
  ): Promise<T> {
    const room = {
      module: RoomOfServices,
      imports: [
        ConfigModule.forRoot(config),
        DatabaseModule,
        CacheModule,
        JobsModule,
        DevInboxModule.forRoot(config),
        ...modules,
      ],
    };
    const services = await NestFactory.createApplicationContext(room, {
      logger: warningsOnly,
      abortOnError: false,
    });
    try {
      return await work((token) => services.get(token, { strict: false }));
    } finally {
      await services.close();
    }
  }
}

@Module({})
class RoomOfServices {}

/** Warnings go to stderr, so that stdout stays the answer; errors are thrown and told once, at the end. */
const warningsOnly: LoggerService = {
  log: () => {},
  error: () => {},
  warn: (message: unknown) =>
    void process.stderr.write(`${typeof message === 'string' ? message : JSON.stringify(message)}\n`),
};
