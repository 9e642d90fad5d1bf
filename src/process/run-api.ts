import { Logger } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { createApp } from '../create-app.js';
import { builtConsole } from '../http/web-console.js';
import { ServiceLogger } from './service-logger.js';
import { onStopSignal } from './stop-signal.js';
import { superviseWorker } from './supervise-worker.js';

/** Serves the API and, with ROLE=all, keeps a worker process alive beside it. */
export async function runApi(config: AppConfig): Promise<void> {
  const consoleDirectory = builtConsole();
  const app = await createApp(config, { logger: new ServiceLogger(config), consoleDirectory });
  try {
    await app.listen({ port: config.http.port, host: '::' });
  } catch (fault) {
    await app.close();
    throw fault;
  }
  const worker = config.role === 'all' ? superviseWorker() : null;
  new Logger('Postledger').log(`Listening on ${config.http.publicUrl} (API under /api/v1, docs under /docs)`);
  onStopSignal(async () => {
    // The worker goes first: it may need the embedded database, which this process owns.
    await worker?.stop();
    await app.close();
  });
}
