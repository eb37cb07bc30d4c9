import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Files share the modules of their worker: loading them anew took a fifth of the time. None keeps state in a
    // module but embedded databases that are free for the next.
    isolate: false,
    // Two cores: the database server and the tests share them.
    maxWorkers: 2,
  },
});
