// A worker in this process, beside a test's service and on its database: it fires, sends and takes jobs.
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '../../src/config/app-config.js';
import { WorkerModule } from '../../src/worker.module.js';
import { type TestApp, testJwtSecret } from './app.js';

export interface TestWorker {
  close(): Promise<void>;
}

/** `env` is laid over the settings of the test's service, `SMTP_URL` for example. */
export async function startTestWorker(app: TestApp, env: Record<string, string>): Promise<TestWorker> {
  const config = loadConfig({
    NODE_ENV: 'test',
    ROLE: 'worker',
    DATABASE_URL: app.databaseUrl,
    DATA_DIR: app.config.dataDir,
    JWT_SECRET: testJwtSecret,
    ...env,
  });
  Logger.overrideLogger(['error', 'fatal']);
  const context = await NestFactory.createApplicationContext(WorkerModule.forRoot(config), {
    abortOnError: false,
    logger: ['error', 'fatal'],
  });
  return context;
}
