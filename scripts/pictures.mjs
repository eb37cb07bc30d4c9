// Draws docs/pictures from the real page, with Debian's Chromium: npm run generate:pictures. Looked at before they are committed.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, launch } from '../test/page/chromium.ts';
import { visit } from '../test/page/visit.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'docs/pictures');
const data = mkdtempSync(join(tmpdir(), 'millrace-pictures-'));
const bot = spawn(process.execPath, [join(root, 'scripts/run.mjs'), 'main'], {
  cwd: root,
  env: { PATH: process.env.PATH, DATA_DIR: data, PORT: '3210' },
  stdio: ['ignore', 'pipe', 'inherit'],
});

/** What is typed where, by whom, and what then stands there. */
const PICTURES = [
  { name: 'next', as: 'mei', channel: 'checkout', text: '/flow next', shows: 'Next for Checkout' },
  { name: 'why', as: 'mei', channel: 'checkout', text: '/flow why PAY-12', shows: 'PAY-12' },
  { name: 'portfolio', as: 'amara', channel: 'general', text: '/flow portfolio', shows: 'Portfolio' },
];

try {
  await new Promise((resolve, reject) => {
    bot.stdout.on('data', (part) => part.toString().includes('localhost:3210') && resolve());
    bot.once('exit', (code) => reject(new Error(`It ended with ${code}.`)));
  });
  mkdirSync(folder, { recursive: true });
  const browser = await launch(findChromium() ?? '');
  for (const { name, as, channel, text, shows } of PICTURES) {
    const visitor = await visit(browser, 3210, { as, channel });
    await visitor.send(text);
    await visitor.message(shows).last().waitFor();
    await visitor.page.waitForLoadState('networkidle');
    await visitor.page.screenshot({ path: join(folder, `${name}.png`) });
    await visitor.close();
  }
  await browser.close();
} finally {
  bot.kill('SIGTERM');
  await new Promise((resolve) => bot.once('exit', resolve));
  rmSync(data, { recursive: true, force: true });
}
