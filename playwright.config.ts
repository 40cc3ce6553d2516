import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  globalSetup: './e2e/global-setup.ts',
  outputDir: '.cache/e2e',
  // A whole lab on a real engine, with packages from the network, on two shared cores.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  // Each test is a learner of its own. While one waits for its sandbox, the other has the two cores.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '.cache/results/e2e.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    // Its pictures of every moment cost a quarter of the run; what the page was at each action is there without them.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: fileURLToPath(new URL('e2e/browser-network/chromium.sh', import.meta.url)),
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
