import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.spec.{ts,tsx}'],
          environment: 'happy-dom',
          setupFiles: ['src/test-setup.ts'],
        },
      },
      {
        test: {
          name: 'walks',
          include: ['e2e/**/*.spec.ts'],
          globalSetup: ['e2e/setup/global-setup.ts'],
          pool: 'forks',
          // One service and one browser: walks in turn are walks that can be read.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A browser, a service and a database on a busy machine: what fails twice is broken.
          retry: 1,
        },
      },
    ],
  },
});
