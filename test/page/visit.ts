import type { Browser, Locator, Page } from 'playwright-core';
import { CHANNELS, PEOPLE } from '../../src/demo/company.ts';

/** Only how long a failing test takes to say so: everything waits for a state, and a busy machine reaches it late. */
const WAIT_MS = 90_000;

/** Somebody in front of the page. */
export interface Visit {
  /** Handle of the person at first. */
  readonly as: string;
  readonly page: Page;
  /** What a person would call broken: errors in the console or of the page, dialogs of the browser itself, alerts at the end. */
  readonly trouble: readonly string[];
  /** Types into the channel's composer and presses Enter. */
  readonly send: (text: string) => Promise<void>;
  /** Messages in the log with these words. */
  readonly message: (words: string | RegExp) => Locator;
  /** Buttons by what stands on them; their names may say more. */
  readonly button: (label: string, within?: Locator) => Locator;
  readonly form: (title: string) => Locator;
  readonly close: () => Promise<void>;
}

interface Where {
  /** Handle of the person. */
  readonly as: string;
  /** Name of a channel, or `home`. */
  readonly channel: string;
  readonly width?: number;
  readonly colours?: 'light' | 'dark';
}

/** Opens the page as a new browser would: nothing is kept of earlier visits. */
export async function visit(browser: Browser, port: number, { as, channel, width = 1280, colours = 'light' }: Where): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    reducedMotion: 'reduce',
    colorScheme: colours,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(WAIT_MS);
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('console', (said) => said.type() === 'error' && trouble.push(`console: ${said.text()} (${said.location().url})`));
  page.on('pageerror', (error) => trouble.push(`page: ${error.message}`));
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });

  const person = PEOPLE.find((one) => one.name === as)?.id ?? as;
  const place = CHANNELS.find((one) => one.name === channel)?.id ?? channel;
  await page.goto(`http://127.0.0.1:${port}/#as=${person}&channel=${place}`);

  return {
    as,
    page,
    trouble,
    send: async (text) => {
      const field = page.getByRole('textbox', { name: /^Message / });
      await field.fill(text);
      await field.press('Enter');
    },
    message: (words) => page.getByRole('log').getByRole('article').filter({ hasText: words }),
    button: (label, within) => (within ?? page).getByRole('button').filter({ hasText: new RegExp(`^${label}$`) }),
    form: (title) => page.getByRole('dialog', { name: title, exact: true }),
    close: async () => {
      const alerts = await page.locator('.toast p').allTextContents();
      trouble.push(...alerts.map((text) => `alert: ${text}`));
      await context.close();
    },
  };
}

/** How wide the page is, beyond what is seen of it. */
export function pageWidth(page: Page): Promise<number> {
  return page.evaluate<number>('document.scrollingElement.scrollWidth');
}
