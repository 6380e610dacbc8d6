import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules/**', '.data/**', 'cdk.out/**'],
    setupFiles: ['./infra/local/quiet-sdk.ts', './vitest.setup.ts'],
    // One worker loads a module once for all its files: no module keeps state that a test could see.
    pool: 'threads',
    isolate: false,
    // One worker a core: on two cores the default is one, which took half as long again.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
