// `node scripts/run.mjs main` builds what changed and runs dist/main.js; the rest of the line goes to it.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { loadEnvFile } from './env-file.mjs';
import { prepare } from './prepare.mjs';

const [entry = 'main', ...rest] = process.argv.slice(2);
loadEnvFile();
prepare(...(entry === 'main' ? ['client', 'server', 'page'] : ['client', 'server']));
const file = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', `${entry}.js`);
process.argv = [process.argv[0], file, ...rest];
await import(pathToFileURL(file).href);
