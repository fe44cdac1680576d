import { defineConfig, devices } from '@playwright/test';

/** JavaScript off first, then on: what a client breaks is found apart from what the server gets wrong. */
export default defineConfig({
  testDir: '.',
  workers: 2,
  retries: 0,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // Long enough for a busy machine; nothing here measures time.
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
    // `make lighthouse`: it brings a lot along, and asks for whatever is newest, which no lock file can hold.
    ...(process.env.LONGAN_LIGHTHOUSE ? [{ name: 'lighthouse', testMatch: 'lighthouse.spec.ts' }] : []),
  ],
});
