import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Most tests wait for databases, servers and processes: one file at a time would leave the machine idle.
    maxWorkers: 2,
    projects: [
      // Rules without a state: to load what they share once for each file took half of the time.
      {
        test: {
          name: 'unit',
          include: ['src/**/*.spec.ts'],
          pool: 'forks',
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'real',
          include: ['test/**/*.spec.ts'],
          exclude: ['test/chaos/long.spec.ts'],
          globalSetup: ['test/setup/global-setup.ts'],
          pool: 'forks',
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'chaos',
          include: ['test/chaos/long.spec.ts'],
          globalSetup: ['test/setup/global-setup.ts'],
          pool: 'forks',
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
