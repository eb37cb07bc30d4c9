import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root: here,
  // Relative, so that the page works wherever the stand-in mounts it.
  base: './',
  build: {
    outDir: fileURLToPath(new URL('../../../dist/page', import.meta.url)),
    emptyOutDir: true,
    // The stand-in serves the page with `default-src 'self'`: a data: URL would be refused.
    assetsInlineLimit: 0,
    // Vite's own preload polyfill would be an inline script in older browsers.
    modulePreload: { polyfill: false },
    target: 'es2023',
    // `light-dark()` stays as written; browsers that know it are two years old.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The block library, loaded only when a block needs it.
    chunkSizeWarningLimit: 1000,
  },
});
