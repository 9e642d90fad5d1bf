// The service: reads ROLE and starts the API, the worker, or the API with a worker as a process of its own.
import 'reflect-metadata';
import { AppConfig, loadConfig } from './config/app-config.js';
import { runApi } from './process/run-api.js';
import { runWorker } from './process/run-worker.js';
import { keepMemoryLean } from './process/lean-memory.js';
import { explainFailure } from './process/start-failure.js';

keepMemoryLean();

let config: AppConfig | undefined;
try {
  config = loadConfig();
  await (config.role === 'worker' ? runWorker(config) : runApi(config));
} catch (fault) {
  for (const line of explainFailure(fault, config)) process.stderr.write(`postledger: ${line}\n`);
  process.exit(1);
}
