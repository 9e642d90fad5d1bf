// The environments of the processes that this service starts, and what ours says of how it was started.

/** For the worker that ROLE=all starts: this one's, with another role. */
export function workerEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, ROLE: 'worker' };
}

/**
 * For the demo: everything built in, whatever is configured, so that trying out never touches a real database or
 * writes to real people. Deferred letters are tried again within seconds. A blank variable counts as unset.
 */
export function demoEnvironment(port: number): NodeJS.ProcessEnv {
  return {
    SEND_RETRY_DELAYS: '3s,10s,30s',
    SEND_RATE: '40', // slow enough to watch
    ...process.env,
    NODE_ENV: 'development',
    ROLE: 'all',
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    DATA_DIR: demoDataDir(),
    DATABASE_URL: '',
    DATABASE_URL_FILE: '',
    REDIS_URL: '',
    REDIS_URL_FILE: '',
    SMTP_URL: '',
    SMTP_URL_FILE: '',
  };
}

/** The demo keeps its data apart from the service's own. */
export function demoDataDir(): string {
  return process.env['DEMO_DATA_DIR']?.trim() || './data/demo';
}

/** The port that was asked for, or null. */
export function wantedPort(): number | null {
  const port = Number(process.env['PORT']);
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : null;
}

/** True for `npm start` and the like. */
export function isRunByNpm(): boolean {
  return process.env['npm_lifecycle_event'] !== undefined;
}
