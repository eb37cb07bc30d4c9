import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';
import { openTestEmbedded, type TestDatabase } from '../support/databases.ts';
import { buildPage } from './build-page.ts';
import { findChromium, launch } from './chromium.ts';
import { pageWidth, type Visit, visit } from './visit.ts';

const chromium = findChromium();

describe.runIf(chromium !== null)('the page, in a browser', { timeout: 240_000 }, () => {
  let opened: TestDatabase;
  let app: TestApp;
  let browser: Browser;
  const visits: Visit[] = [];
  const come = async (as: string, channel: string, width?: number) => {
    const one = await visit(browser, app.port, { as, channel, ...(width ? { width } : {}) });
    visits.push(one);
    return one;
  };
  const titled = (title: string) => opened.database.client.epic.findMany({ where: { title } });

  beforeAll(async () => {
    const built = buildPage();
    [opened, browser] = await Promise.all([openTestEmbedded(), launch(chromium ?? ''), built]);
    app = await startTestApp(opened, { demo: true });
  }, 240_000);
  afterEach(async () => {
    const done = visits.splice(0);
    for (const one of done) {
      await one.close();
      // A test that failed within a form must not leave it open to the next.
      if (app.driver.view(one.as)) await app.driver.close({ as: one.as });
    }
    expect(done.flatMap((one) => one.trouble)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await opened?.close();
    // A hint about likeness may arrive after its form was closed; Slack, too, no longer knows that form.
    const late = (where: string, code: string | undefined) => where === 'views.update' && code === 'not_found';
    expect(app.driver.refusals.filter((one) => !late(one.where, one.problems[0]?.code))).toEqual([]);
  });

  it('asks what is next, pulls it, and finishes it', async () => {
    const { send, message, button } = await come('mei', 'checkout');
    await send('/flow next');
    const next = message('Next for Checkout: ');
    const key = /PAY-\d+/.exec((await next.textContent()) ?? '')?.[0] ?? 'no key';
    await button('Pull it', next).click();

    const mine = message(`Checkout has ${key} · `);
    const announced = message(`Checkout pulled ${key} · `);
    await Promise.all([mine.waitFor(), announced.waitFor()]);
    expect(await button('Pull it').count()).toBe(0);
    await app.idle();
    expect(await announced.count()).toBe(1);

    await button('Done', mine).click();
    await message(`Checkout finished ${key} · `).waitFor();
    await app.idle();
    expect(await message(`${key} · `).filter({ hasNotText: 'Only visible to you' }).count()).toBe(1);
  });

  it('proposes an epic, with an error first', async () => {
    const { page, send, message, form } = await come('mei', 'checkout');
    await send('/flow propose');
    const proposal = form('Propose an epic');
    const field = (name: RegExp) => proposal.getByRole('textbox', { name });
    await field(/^Title/).fill('Quiet hours for couriers');
    await field(/^How will we know/).fill('Calls after ten at night, 40 → 0');
    await proposal.getByRole('button', { name: 'Propose' }).click();

    const wrong = proposal.getByText('Add a sentence, or tick "Not known yet".');
    await wrong.waitFor();
    const outcome = field(/^Anticipated outcome/);
    expect(await outcome.getAttribute('aria-invalid')).toBe('true');
    expect((await outcome.getAttribute('aria-describedby'))?.split(' ')).toContain(await wrong.getAttribute('id'));
    await proposal.locator('textarea[aria-invalid]:focus').waitFor();
    expect(await field(/^Title/).inputValue()).toBe('Quiet hours for couriers');
    expect(await field(/^How will we know/).inputValue()).toBe('Calls after ten at night, 40 → 0');
    expect(await titled('Quiet hours for couriers')).toEqual([]);

    await outcome.fill('Couriers sleep, and stay longer with us.');
    await wrong.waitFor({ state: 'detached' });
    await proposal.getByRole('button', { name: 'Propose' }).click();
    await proposal.waitFor({ state: 'detached' });
    const [epic, ...more] = await titled('Quiet hours for couriers');
    expect(more).toEqual([]);
    await message(`${epic?.key} · Quiet hours for couriers is in the funnel`).waitFor();
    // The focus is back where the person was.
    await page.locator('.composer textarea:focus').waitFor();
  });

  it('says while a title is typed that something like it is known', async () => {
    const { page, send, form } = await come('ruth', 'general');
    await send('/flow propose');
    const proposal = form('Propose an epic');
    const title = proposal.getByRole('textbox', { name: /^Title/ });
    await title.pressSequentially('Pay by invoice for companies');
    await proposal.getByText('Something like this is known already:').waitFor();
    await proposal.getByText(/I-31 · Pay by invoice: parked on/).waitFor();
    // Nothing that was typed is lost, and one can go on typing.
    await title.pressSequentially('!');
    expect(await title.inputValue()).toBe('Pay by invoice for companies!');
    await page.keyboard.press('Escape');
    await proposal.waitFor({ state: 'detached' });
  });

  it('completes a command by keyboard alone', async () => {
    const { page, message } = await come('pawel', 'warehouse');
    const field = page.getByRole('textbox', { name: 'Message #warehouse' });
    await field.focus();
    await page.keyboard.type('/flow n');
    const list = page.getByRole('listbox', { name: 'Commands' });
    await list.getByRole('option', { name: /^next / }).waitFor();
    await page.keyboard.press('ArrowDown');
    const chosen = list.getByRole('option', { selected: true });
    expect(await chosen.getAttribute('id')).toBe(await field.getAttribute('aria-activedescendant'));
    expect(await chosen.textContent()).toMatch(/^needs/);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    expect((await field.inputValue()).trimEnd()).toBe('/flow next');
    await page.keyboard.press('Enter');
    await message('Warehouse is full').waitFor();
    expect(await field.inputValue()).toBe('');
  });

  it('shows a person their team on the Home tab, and pulls from there', async () => {
    const { page, button, message } = await come('hanna', 'access');
    await page.getByRole('link', { name: 'Home tab' }).click();
    const home = page.getByRole('region', { name: 'Home tab' });
    await home.getByText('You are in Access.').waitFor();
    const pull = button('Pull it', home);
    const key = /[A-Z]+-\d+/.exec((await pull.getAttribute('aria-label')) ?? '')?.[0] ?? 'no key';
    await pull.click();
    await home.getByText(`Access has ${key} · `).waitFor();
    await home.getByText('In your hands').waitFor();
    await page.getByRole('link', { name: /^access/ }).click();
    await message(`Access pulled ${key} · `).waitFor();
  });

  it('parks an idea from a message', async () => {
    const { page, send, message, form } = await come('ruth', 'general');
    await send('Let parcels wait at the bakery');
    const said = message('Let parcels wait at the bakery');
    await said.hover();
    await said.getByRole('button', { name: 'More message actions' }).click();
    await page.getByRole('menuitem', { name: /^Park an idea/ }).click();
    const park = form('Park an idea');
    expect(await park.getByRole('textbox', { name: 'Idea' }).inputValue()).toBe('Let parcels wait at the bakery');
    await park.getByRole('combobox', { name: 'Reason' }).click();
    await page.getByRole('option', { name: 'Too early' }).click();
    await park.getByRole('textbox', { name: 'Why not now?' }).fill('No bakery has asked.');
    await park.getByRole('button', { name: 'Park it' }).click();
    await park.waitFor({ state: 'detached' });
    const { key } = await opened.database.client.parkedIdea.findFirstOrThrow({ where: { title: 'Let parcels wait at the bakery' } });
    await page.getByText(`${key} · `).first().waitFor();
  });

  it('fits a phone', async () => {
    const { page, send, message, form, button } = await come('mei', 'checkout', 400);
    await send('/flow next');
    await message('Next for Checkout: ').waitFor();
    expect(await pageWidth(page)).toBeLessThanOrEqual(400);

    const home = page.getByRole('link', { name: 'Home tab' });
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await home.click();
    await page.getByText('You are in Checkout.').waitFor();
    // Text beside a button keeps room enough to be read.
    const beside = page.locator('.block-section').filter({ has: page.getByRole('button', { name: 'Open PAY-3' }) });
    // While the log scrolls to the newest, it may be drawn anew, and has no box for a moment.
    await expect.poll(async () => (await beside.locator('.mrkdwn').boundingBox())?.width ?? 0, { timeout: 60_000 }).toBeGreaterThan(200);
    await page.getByRole('button', { name: 'Menu', exact: true, expanded: false }).waitFor();
    expect(await pageWidth(page)).toBeLessThanOrEqual(400);

    await button('Propose an epic').click();
    await form('Propose an epic').waitFor();
    expect(await pageWidth(page)).toBeLessThanOrEqual(400);
    await page.keyboard.press('Escape');
    await form('Propose an epic').waitFor({ state: 'detached' });
  });

  it('marks what another person has not read', async () => {
    const { page, send, message } = await come('oskar', 'payments');
    await send('The bank answers on Thursday');
    await message('The bank answers on Thursday').waitFor();
    await page.getByRole('link', { name: /^general/ }).click();
    await page.getByRole('heading', { name: '#general', level: 1 }).waitFor();
    // One's own words are read.
    await page.getByRole('link', { name: 'payments', exact: true }).waitFor();

    await page.getByRole('button', { name: /^Acting as Oskar Lund/ }).click();
    await page.getByRole('menuitemradio', { name: /^Ines Brandt/ }).click();
    const unread = page.getByRole('link', { name: /^payments 1 unread/ });
    await unread.click();
    await message('The bank answers on Thursday').waitFor();
    await unread.waitFor({ state: 'detached' });
  });

  it('shows what people type as text, and runs nothing of it', async () => {
    const { page, send, message } = await come('mei', 'checkout');
    const words = '<img src=x onerror=alert(1)>';
    await send(words);
    await message(words).waitFor();
    await send(`/flow add PAY ${words}`);
    await message(new RegExp(`PAY-\\d+ · ${words.replace(/[()]/g, '\\$&')} is `)).waitFor();
    await send(`/flow propose ${words}`);
    await page.getByRole('dialog').waitFor();
    expect(await page.getByRole('dialog').getByRole('textbox', { name: 'Title' }).inputValue()).toBe(words);
    await page.getByRole('checkbox', { name: 'Yes' }).check();
    await page.getByRole('button', { name: 'Propose' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const nothingRuns = async () => expect(await page.locator('img[src="x"], [onerror]').count()).toBe(0);
    await nothingRuns();
    await page.getByRole('button', { name: 'Traffic' }).click();
    await page.locator('.traffic summary').filter({ hasText: 'view_submission' }).first().click();
    await page.locator('.traffic').getByText('onerror=alert(1)').first().waitFor();
    await nothingRuns();
    await page.getByRole('link', { name: 'Home tab' }).click();
    await page.getByRole('region', { name: 'Home tab' }).waitFor();
    await nothingRuns();
  });
});
