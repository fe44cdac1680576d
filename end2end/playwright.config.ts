import { defineConfig, devices } from '@playwright/test';

/** Tests without JavaScript run first, so that faults of the server are told apart from faults of the client. */
export default defineConfig({
  testDir: '.',
  // More than the two cores of CI, since some tests wait: for the minute of a scheduled post, or for a save.
  workers: 3,
  retries: 0,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // Long enough for a busy machine; no test measures time.
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['./summary_reporter.ts']],
  outputDir: 'test-results',
  use: {
    ...devices['Desktop Chrome'],
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    trace: 'off',
    screenshot: 'off',
    launchOptions: {
      executablePath: process.env.LONGAN_CHROMIUM ?? '/usr/bin/chromium',
      args: [
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
  projects: [
    { name: 'plain', testMatch: '*.plain.spec.ts', use: { javaScriptEnabled: false } },
    { name: 'hydrated', testMatch: '*.hydrate.spec.ts', dependencies: ['plain'] },
    // For `make lighthouse` only: it is a large dependency, and its own dependencies are not in the lock file.
    ...(process.env.LONGAN_LIGHTHOUSE ? [{ name: 'lighthouse', testMatch: 'lighthouse.spec.ts' }] : []),
  ],
});
