// Runs the bot from its sources and starts it anew when they change; the page is rebuilt beside it.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadEnvFile } from './env-file.mjs';
import { prepare } from './prepare.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
loadEnvFile();
prepare('client', 'page');
const run = (module, ...args) => spawn(process.execPath, [join(root, 'node_modules', module), ...args], { cwd: root, stdio: 'inherit' });
const children = [
  run('vite/bin/vite.js', 'build', '--watch', '--config', 'src/playground/page/vite.config.ts', '--logLevel', 'warn'),
  run('tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'src/main.ts'),
];
const stop = (code) => {
  for (const child of children) child.kill('SIGTERM');
  process.exitCode = code ?? 0;
};
for (const child of children) child.on('exit', (code) => stop(code));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(0));
