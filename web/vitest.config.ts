import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Each file of walks has a service and a browser of its own: two at once take a sixth less time than in turn.
    maxWorkers: 2,
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
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
