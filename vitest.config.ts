import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const server = ['packages/*/src/**', 'apps/server/src/**', 'scripts/**'];

export default defineConfig({
  test: {
    // Left to itself, Vitest keeps one core free: half of a small box.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: 'unit',
          // These keep no state in their modules: loading them once halves the time. The page's stores do.
          isolate: false,
          include: server.map((folder) => `${folder}/*.test.ts`),
          exclude: ['**/*.int.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'web',
          environment: 'happy-dom',
          include: ['apps/web/src/**/*.test.{ts,tsx}'],
        },
      },
      {
        test: {
          name: 'integration',
          include: [...server, 'apps/web/src/**'].map((folder) => `${folder}/*.int.test.ts`),
          // A real engine on a shared two-core machine: one file at a time, generous limits.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
