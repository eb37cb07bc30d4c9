import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where systems put it. Nothing is downloaded. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The browser of this machine.
 *
 * @returns null, said in one loud line, where there is none
 * @throws with `CI` set
 */
export function findChromium(places: readonly string[] = PLACES): string | null {
  const found = places.find((place) => existsSync(place));
  if (found) return found;
  const reason = `No Chromium is installed (looked at ${places.join(', ')})`;
  if (process.env.CI) throw new Error(`${reason}, so the page cannot be tested.`);
  process.stderr.write(`\n!!! ${reason}, so the page's journeys are SKIPPED.\n\n`);
  return null;
}

export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ARGUMENTS });
}
