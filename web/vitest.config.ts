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
          globalSetup: ['../test/setup/global-setup.ts', 'e2e/setup/global-setup.ts'],
          pool: 'forks',
          // Each file has a service and a browser of its own; two of these at once would only wait for each other.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
