import { defineConfig } from 'vitest/config';

const servers = './test/support/global-setup.ts';

/**
 * Three kinds of tests, told apart by their file's ending and run in this order: a broken rule shows before a broken stack.
 * (The order starts at 1: to Vitest 0 means "none".)
 * Unit tests start no server; the other two share one PostgreSQL and one Temporal, started once for the run.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    // Vitest's own default leaves one core out, which on two cores leaves one.
    maxWorkers: '100%',
    // No test waits for a clock; this only ends what hangs, also on a machine that is busy with other work.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/**/*.unit.test.ts'], sequence: { groupOrder: 1 } },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/**/*.integration.test.ts'],
          globalSetup: servers,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/**/*.e2e.test.ts'],
          globalSetup: servers,
          testTimeout: 600_000,
          hookTimeout: 120_000,
          // Each starts workers of its own and sandboxes: two at once only slow each other down on two cores.
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
