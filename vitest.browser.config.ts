import { defineConfig } from 'vitest/config';

/** Tests in a real Chromium (`npm run test:browser`); `CHROMIUM_PATH` says where it is. */
export default defineConfig({
  test: {
    include: ['channels/web/browser-tests/**/*.browser.ts'],
    globalSetup: ['./channels/web/browser-tests/launch-browser.ts'],
    setupFiles: ['./vitest.setup.ts'],
    provide: { chromiumPath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium' },
    pool: 'threads',
    isolate: false,
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
