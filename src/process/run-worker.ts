import { constants, getPriority, setPriority } from 'node:os';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppConfig } from '../config/app-config.js';
import { WorkerModule } from '../worker.module.js';
import { ServiceLogger } from './service-logger.js';
import { giveSignsOfLife } from './sign-of-life.js';
import { onStopSignal } from './stop-signal.js';

/** Fires what is due and sends, until it is told to stop. */
export async function runWorker(config: AppConfig): Promise<void> {
  const logger = new ServiceLogger(config, 'Worker');
  // Where they share a machine, whoever asks the API is answered before the next letter goes out.
  setPriority(Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL));
  // From the beginning: migrations may take their time.
  giveSignsOfLife(logger);
  const context = await NestFactory.createApplicationContext(WorkerModule.forRoot(config), {
    abortOnError: false,
    logger,
  });
  new Logger('Postledger').log('The worker is ready');
  onStopSignal(() => context.close());
}
