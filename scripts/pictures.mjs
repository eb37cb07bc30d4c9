// Draws docs/pictures from the real page, in the system's Chromium: npm run generate:pictures. Look at them before you commit them.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, launch } from '../test/page/chromium.ts';
import { visit } from '../test/page/visit.ts';

/** What is typed where, by whom, and what is then seen in a window of that height. Home is only opened. */
const PICTURES = [
  { name: 'next', as: 'mei', channel: 'checkout', text: '/flow next', shows: 'Next for Checkout', height: 560 },
  { name: 'why', as: 'mei', channel: 'checkout', text: '/flow why PAY-12', shows: 'Why PAY-12', height: 800 },
  { name: 'portfolio', as: 'amara', channel: 'general', text: '/flow portfolio', shows: 'Portfolio', height: 800 },
  { name: 'home', as: 'mei', channel: 'home', text: null, shows: 'What you can do', height: 720 },
];

const chromium = findChromium();
if (chromium === null) process.exit(1);
const root = join(import.meta.dirname, '..');
const folder = join(root, 'docs/pictures');
const data = mkdtempSync(join(tmpdir(), 'millrace-pictures-'));
const bot = spawn(process.execPath, [join(root, 'scripts/run.mjs'), 'main'], {
  cwd: root,
  env: { PATH: process.env.PATH, DATA_DIR: data, PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = new Promise((resolve) => bot.once('exit', resolve));

try {
  const port = await new Promise((resolve, reject) => {
    let said = '';
    bot.stdout.on('data', (part) => {
      said += part;
      const [, found] = /localhost:(\d+)\D/.exec(said) ?? [];
      if (found) resolve(Number(found));
    });
    bot.once('exit', (code) => reject(new Error(`It ended with ${code}.`)));
  });
  mkdirSync(folder, { recursive: true });
  const browser = await launch(chromium);
  for (const { name, as, channel, text, shows, height } of PICTURES) {
    const visitor = await visit(browser, port, { as, channel });
    await visitor.page.setViewportSize({ width: 1280, height });
    if (text !== null) await visitor.send(text);
    const seen = text === null ? visitor.page.getByText(shows) : visitor.message(shows);
    await seen.last().waitFor();
    await visitor.page.waitForLoadState('networkidle');
    await visitor.page.screenshot({ path: join(folder, `${name}.png`) });
    await visitor.close();
  }
  await browser.close();
} finally {
  bot.kill('SIGTERM');
  await ended;
  rmSync(data, { recursive: true, force: true });
}
