import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const server = ['packages/*/src/**', 'apps/server/src/**', 'scripts/**'];
const integration = [...server, 'apps/web/src/**'].map((folder) => `${folder}/*.int.test.ts`);
/** They stop, change or look at what the whole box has: engines, bridges, runtimes, processes. */
const ofTheBox = ['own-engine', 'take-down', 'isolation', 'docker-limits'].map(
  (name) => `packages/sandbox/src/drivers/docker/**/${name}.int.test.ts`,
);

export default defineConfig({
  test: {
    // Now and then a test waits, for a shell or a moment: another has the core meanwhile.
    maxWorkers: availableParallelism() + 2,
    projects: [
      {
        test: {
          name: 'unit',
          // These keep no state in their modules: loading them once halves the time.
          isolate: false,
          include: server.map((folder) => `${folder}/*.test.ts`),
          exclude: ['**/*.int.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'web',
          environment: 'happy-dom',
          isolate: false,
          // Loading React and a browser's document anew for each file took twice as long as the tests.
          setupFiles: ['apps/web/src/fresh-page.fixture.ts'],
          include: ['apps/web/src/**/*.test.{ts,tsx}'],
        },
      },
      {
        test: {
          name: 'integration',
          include: integration,
          exclude: [...ofTheBox, '**/node_modules/**'],
          // A real engine on a shared two-core machine: one file waits while the other computes. Generous limits.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'integration-alone',
          include: ofTheBox,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
