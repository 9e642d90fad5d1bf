/** The environment for the worker process that ROLE=all starts: this one's, with another role. */
export function workerEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, ROLE: 'worker' };
}
