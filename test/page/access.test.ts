import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';
import { openTestEmbedded, type TestDatabase } from '../support/databases.ts';
import { accessibilityTree, focusOrder, lowContrast, nameless } from './access.ts';
import { buildPage } from './build-page.ts';
import { findChromium, launch } from './chromium.ts';
import { type Visit, visit } from './visit.ts';

const chromium = findChromium();

/** What a person has in front of them: how to get there, from a channel that was just opened. */
interface Scene {
  readonly as: string;
  readonly channel: string;
  readonly open: (at: Visit) => Promise<unknown>;
}

const shown = (locator: Locator) => locator.first().waitFor();

const SCENES: Readonly<Record<string, Scene>> = {
  'a channel': { as: 'mei', channel: 'checkout', open: ({ message }) => shown(message('Checkout pulled')) },
  'an answer': {
    as: 'amara',
    channel: 'general',
    open: async ({ send, message }) => {
      await send('/flow portfolio');
      await shown(message('Investing'));
    },
  },
  'what can be typed': {
    as: 'mei',
    channel: 'checkout',
    open: async ({ page }) => {
      await page.getByRole('textbox', { name: /^Message / }).fill('/flow ');
      await shown(page.getByRole('listbox', { name: 'Commands' }));
    },
  },
  'a form with an error': {
    as: 'mei',
    channel: 'checkout',
    open: async ({ page, send, form }) => {
      await send('/flow propose');
      await form('Propose an epic')
        .getByRole('textbox', { name: /^Title/ })
        .fill('x');
      await form('Propose an epic').getByRole('button', { name: 'Propose' }).click();
      await shown(page.locator('.field-error'));
    },
  },
  'a list of choices': {
    as: 'ines',
    channel: 'payments',
    open: async ({ page, send }) => {
      await send('/flow order');
      await page.getByRole('combobox', { name: /^Item/ }).click();
      await shown(page.getByRole('option', { name: /^PAY-/ }));
    },
  },
  'a form with people': {
    as: 'tomas',
    channel: 'general',
    open: async ({ page, send }) => {
      await send('/flow setup roles');
      await shown(page.getByRole('button', { name: /^Remove / }));
    },
  },
  'the Home tab': { as: 'mei', channel: 'home', open: ({ page }) => shown(page.getByText('What you can do')) },
  'a thread': {
    as: 'mei',
    channel: 'checkout',
    open: async ({ page, message }) => {
      await shown(message('Checkout pulled'));
      await message('Checkout pulled').first().hover();
      await message('Checkout pulled').first().getByRole('button', { name: 'Reply in thread' }).click();
      await shown(page.getByRole('complementary', { name: 'Thread' }));
    },
  },
  'the traffic': {
    as: 'mei',
    channel: 'checkout',
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Traffic' }).click();
      await page.locator('.traffic summary').first().click();
      await shown(page.locator('.traffic pre'));
    },
  },
  'a question back': {
    as: 'mei',
    channel: 'checkout',
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Reset the demo' }).click();
      await shown(page.getByRole('alertdialog'));
    },
  },
  'the menu of persons': {
    as: 'mei',
    channel: 'checkout',
    open: async ({ page }) => {
      await page.getByRole('button', { name: /^Acting as/ }).click();
      await shown(page.getByRole('menuitemradio'));
    },
  },
};

describe.runIf(chromium !== null)('for everybody', { timeout: 240_000 }, () => {
  let opened: TestDatabase;
  let app: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    const built = buildPage();
    [opened, browser] = await Promise.all([openTestEmbedded(), launch(chromium ?? ''), built]);
    app = await startTestApp(opened, { demo: true });
    const next = await app.driver.command({ as: 'mei', channel: 'checkout', text: '/flow next' });
    await app.driver.click({ as: 'mei', message: next.message, label: 'Pull it' });
    await app.driver.settled();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await opened?.close();
  });

  const inFrontOf = async ({ as, channel, open }: Scene, colours: 'light' | 'dark', width?: number) => {
    const one = await visit(browser, app.port, { as, channel, colours, ...(width ? { width } : {}) });
    onTestFinished(async () => {
      await one.close();
      if (app.driver.view(as)) await app.driver.close({ as });
      expect(one.trouble).toEqual([]);
    });
    await one.page.locator('.main').waitFor();
    await open(one);
    return one;
  };

  it.each(Object.entries(SCENES))(
    '%s: everything that can be used has a name, and everything can be read in light and dark',
    async (_name, scene) => {
      const { page } = await inFrontOf(scene, 'light');
      const tree = await accessibilityTree(page);
      expect(tree.filter(({ role }) => role === 'button' || role === 'link').length).toBeGreaterThan(0);
      expect(nameless(tree)).toEqual([]);
      expect(await lowContrast(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await lowContrast(page)).toEqual([]);
    },
  );

  it('is looked at by a measure that finds what is wrong', async () => {
    const { page } = await inFrontOf(SCENES['a channel'] as Scene, 'light');
    await page.evaluate(`document.querySelector('.main-title').insertAdjacentHTML('beforeend',
      '<button id="bad" style="color:#999;background:#fff;border:0;outline:none!important"><i></i></button><p style="color:#999">Faint words</p>')`);
    expect(nameless(await accessibilityTree(page))).toEqual(['button']);
    expect(await lowContrast(page)).toEqual([expect.stringContaining('“Faint words” 2.8')]);
    await page.locator('#bad').focus();
    await page.keyboard.press('Shift+Tab');
    expect((await focusOrder(page, 1)).map(({ seen }) => seen)).toEqual([false]);
  });

  it('leads the focus through the page as it is read, and shows where it is', async () => {
    const { page } = await inFrontOf(SCENES['a channel'] as Scene, 'light');
    await page.evaluate('document.activeElement.blur()');
    const order = await focusOrder(page);
    expect(order.filter(({ seen }) => !seen)).toEqual([]);
    const place = (what: RegExp) => order.findIndex((one) => what.test(one.what));
    const way = [/Acting as/, /^a #?checkout/, /Home tab$/, /Reset the demo/, /Traffic/, /Messages in checkout/, /^textarea/].map(place);
    expect(
      way.every((at) => at >= 0),
      JSON.stringify(order),
    ).toBe(true);
    expect(way).toEqual([...way].sort((a, b) => a - b));
  });

  it('keeps the focus in a form, in the order of its fields', async () => {
    const { page } = await inFrontOf(SCENES['a form with an error'] as Scene, 'dark');
    const order = await focusOrder(page);
    expect(order.filter(({ seen }) => !seen)).toEqual([]);
    expect(order.length).toBeGreaterThan(6);
    expect(await page.getByRole('dialog').locator(':focus').count()).toBe(1);
  });

  it('is a page with one heading of the first level, landmarks, and a language', async () => {
    const { page } = await inFrontOf(SCENES['a channel'] as Scene, 'light');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.title()).toContain('Millrace');
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    for (const role of ['main', 'navigation'] as const) expect(await page.getByRole(role).count()).toBe(1);
    const tree = await accessibilityTree(page);
    expect(tree.some(({ role, name }) => role === 'log' && name === 'Messages in checkout')).toBe(true);
  });
});
