import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules/**', '.data/**'],
    setupFiles: ['./infra/local/quiet-sdk.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
