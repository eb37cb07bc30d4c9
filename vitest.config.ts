import { configDefaults, defineConfig } from 'vitest/config';
import { LEFT_TO_ALL } from './test/support/left-to-all.ts';

/** `--mode all` (npm run test:all) runs everything; without it, what fits into four minutes. A file named on the command line runs anyway. */
export default defineConfig(({ mode }) => ({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(mode === 'all' || namesFiles() ? [] : Object.keys(LEFT_TO_ALL))],
    provide: { everything: mode === 'all' },
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Files share the modules of their worker: loading them anew took a fifth of the time. None keeps state in a
    // module but embedded databases that are free for the next.
    isolate: false,
    // Two cores: the database server and the tests share them.
    maxWorkers: 2,
  },
}));

function namesFiles(): boolean {
  return process.argv.some((one) => one.startsWith('test/'));
}
