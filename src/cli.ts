// The command line: exit code 0 on success, 1 on failure with one line on stderr, 2 on wrong usage.
import 'reflect-metadata';
import { CommandFactory } from 'nest-commander';
import { CliModule } from './commands/cli.module.js';
import { UsageError } from './commands/usage-error.js';
import { AppConfig, loadConfig } from './config/app-config.js';
import { DomainError } from './domain/errors.js';
import { explainFailure } from './process/start-failure.js';

/** Commander has told the user itself by the time it throws; help and version end with 0. */
interface CommanderError {
  code: `commander.${string}`;
  exitCode: number;
}

function isCommanderError(fault: unknown): fault is CommanderError {
  return String((fault as { code?: unknown }).code).startsWith('commander.');
}

function exitCodeFor(fault: unknown): number {
  if (isCommanderError(fault)) return fault.exitCode === 0 ? 0 : 2;
  const lines =
    fault instanceof UsageError || fault instanceof DomainError
      ? [fault.message]
      : explainFailure(fault, configIfValid());
  for (const line of lines) process.stderr.write(`error: ${line}\n`);
  return fault instanceof UsageError ? 2 : 1;
}

function configIfValid(): AppConfig | undefined {
  try {
    return loadConfig();
  } catch {
    return undefined;
  }
}

process.exitCode = 0;
const cli = await CommandFactory.createWithoutRunning(CliModule, {
  logger: false,
  errorHandler: (fault) => {
    throw fault;
  },
  serviceErrorHandler: (fault) => {
    process.exitCode = exitCodeFor(fault);
  },
});
await CommandFactory.runApplication(cli);
await cli.close();
// A service that failed to start may have left connections open: a command does not wait for them.
setTimeout(() => process.exit(), 1_000).unref();
