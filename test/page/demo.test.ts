import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';
import { openTestEmbedded, type TestDatabase } from '../support/databases.ts';
import { buildPage } from './build-page.ts';
import { findChromium, launch } from './chromium.ts';
import { type Visit, visit } from './visit.ts';

const chromium = findChromium();

describe.runIf(chromium !== null)('the demo, in a browser', { timeout: 240_000 }, () => {
  let opened: TestDatabase;
  let app: TestApp;
  let browser: Browser;
  const visits: Visit[] = [];
  const come = async (as: string, channel: string) => {
    const one = await visit(browser, app.port, { as, channel });
    visits.push(one);
    return one;
  };

  beforeAll(async () => {
    const built = buildPage();
    [opened, browser] = await Promise.all([openTestEmbedded(), launch(chromium ?? ''), built]);
    app = await startTestApp(opened, { demo: true });
  }, 240_000);
  afterEach(async () => {
    const done = visits.splice(0);
    for (const one of done) {
      await one.close();
      if (app.driver.view(one.as)) await app.driver.close({ as: one.as });
    }
    expect(done.flatMap((one) => one.trouble)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await opened?.close();
    expect(app.driver.refusals).toEqual([]);
  });
  const inOrder = async () => {
    const rows = await opened.database.client.$queryRaw<{ key: string }[]>`
      SELECT i.key FROM item i JOIN value_stream v ON v.id = i.stream_id WHERE v.key = 'PAY' AND i.rank IS NOT NULL ORDER BY i.rank`;
    return rows.map((row) => row.key);
  };

  it('puts an item elsewhere by keyboard alone, both items found by typing', async () => {
    const [first, second, third] = await inOrder();
    const { page, form, message } = await come('ines', 'payments');
    const composer = page.getByRole('textbox', { name: 'Message #payments' });
    await composer.focus();
    await page.keyboard.type('/flow order');
    await page.keyboard.press('Enter');
    const order = form('Order a backlog');
    const item = order.getByRole('combobox', { name: /^Item/ });
    await order.locator('input:focus').waitFor();
    await page.keyboard.type(`${third}`);
    await page.getByRole('option', { name: `${third} · ` }).waitFor();
    await page.keyboard.press('Enter');
    expect(await item.inputValue()).toContain(`${third} · `);
    await page.keyboard.press('Tab');
    await page.keyboard.type('above');
    await page.getByRole('option', { name: 'Above …' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const next = order.getByRole('combobox', { name: /which one/ });
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: `${second} · ` }).waitFor();
    // Escape closes the list first, and only then the form.
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    await next.fill(`${first}`);
    await page.getByRole('option', { name: `${first} · ` }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await order.waitFor({ state: 'detached' });
    await message(`${third} · `).filter({ hasText: 'is first in Payments now.' }).waitFor();
    expect((await inOrder()).slice(0, 3)).toEqual([third, first, second]);
  });

  it('picks people by name, and a date', async () => {
    const { page, send, form, button, message } = await come('tomas', 'general');
    await send('/flow setup team');
    const team = form('Team');
    await team.getByRole('textbox', { name: 'Name' }).fill('Parcels');
    await team.getByRole('textbox', { name: /^How many/ }).fill('3');
    await team.getByRole('combobox', { name: /^Which streams/ }).focus();
    await page.keyboard.type('log');
    await page.getByRole('option', { name: /Logistics/ }).waitFor();
    await page.keyboard.press('Enter');
    await team.getByRole('button', { name: /^Remove LOG/ }).waitFor();
    await page.keyboard.press('Tab');
    await team.getByRole('combobox', { name: /^People/ }).focus();
    await page.keyboard.type('greta');
    await page.getByRole('option', { name: /^Greta Vogel/ }).waitFor();
    await page.keyboard.press('Enter');
    await team.getByRole('button', { name: 'Remove Greta Vogel' }).waitFor();
    await page.keyboard.press('Escape');
    await team.getByRole('button', { name: 'Save' }).click();
    await team.waitFor({ state: 'detached' });
    const parcels = await opened.database.client.team.findFirstOrThrow({
      where: { name: 'Parcels' },
      include: { members: { include: { member: true } } },
    });
    expect(parcels.members.map((one) => one.member.name)).toEqual(['Greta Vogel']);

    await send('/flow park Lanterns for couriers');
    const park = form('Park an idea');
    await park.getByRole('combobox', { name: 'Reason' }).click();
    await page.getByRole('option', { name: 'Too early' }).click();
    await park.getByRole('textbox', { name: 'Why not now?' }).fill('It is summer.');
    await park.getByLabel('Look again on').fill('2027-10-01');
    await button('Park it', park).click();
    await park.waitFor({ state: 'detached' });
    await message('Look again on 1 October 2027.').waitFor();
  });

  it('says what the bot sent: of Home, of a message, and of every request', async () => {
    const { page, send, message } = await come('mei', 'checkout');
    await send('/flow board');
    const board = message('Checkout: in progress');
    await board.hover();
    await board.getByRole('button', { name: 'What the bot sent' }).click();
    const panel = page.getByRole('complementary', { name: 'What the bot sent' });
    await panel.getByText('"response_type"').waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Traffic' }).click();
    const traffic = page.getByRole('complementary', { name: 'Traffic' });
    const command = traffic.locator('summary').filter({ hasText: /^.?command/ });
    await command.first().waitFor();
    await traffic.getByText('From the bot').click();
    await command.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Home tab' }).click();
    await page.getByText('You are in Checkout.').waitFor();
    await page.getByRole('button', { name: 'What the bot sent' }).click();
    await panel.getByText('"home"').waitFor();
  });

  it('changes persons in one window: each has their own direct messages, drafts and answers', async () => {
    const { page, send, message } = await come('mei', 'checkout');
    await send('/flow next');
    await message('Next for Checkout').waitFor();
    await page.getByRole('textbox', { name: /^Message / }).fill('half a thought');
    const switcher = page.getByRole('button', { name: /^Acting as Mei Lin/ });
    await switcher.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitemradio', { name: /^Mei Lin/, checked: true }).waitFor();
    await page.locator('[role=menuitemradio]:focus').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Acting as Oskar Lund/ }).waitFor();
    // What only she saw is not his to see.
    await message('Next for Checkout').waitFor({ state: 'detached' });
    expect(await page.getByRole('textbox', { name: /^Message / }).inputValue()).toBe('');
    await page.getByRole('link', { name: /^Millrace/ }).click();
    await page.getByText('Only you and Millrace read this.').waitFor();
    await page.getByRole('button', { name: /^Acting as Oskar Lund/ }).click();
    await page.getByRole('menuitemradio', { name: /^Mei Lin/ }).click();
    // A direct message is somebody's own, so she starts at her Home.
    await page.getByText('You are in Checkout.').waitFor();
    await page.getByRole('link', { name: /^checkout/ }).click();
    await message('Next for Checkout').waitFor();
    expect(await page.getByRole('textbox', { name: /^Message / }).inputValue()).toBe('half a thought');
  });

  it('counts unread messages, also those of the bot, and forgets them once they are seen', async () => {
    const { page, message } = await come('fatima', 'general');
    const link = (name: RegExp) => page.getByRole('link', { name });
    await link(/^checkout$/).waitFor();
    const next = await app.driver.command({ as: 'mei', channel: 'checkout', text: '/flow next' });
    await app.driver.click({ as: 'mei', message: next.message, label: 'Pull it' });
    await app.driver.say({ as: 'oskar', channel: 'checkout', text: 'I pair with you.' });
    await link(/^checkout 2 unread/).click();
    await message('I pair with you.').waitFor();
    await message(/Checkout pulled PAY-\d+/).waitFor();
    await link(/^checkout$/).waitFor();
    // What is answered to others alone counts for nobody else.
    await link(/^general/).click();
    await page.getByRole('heading', { name: '#general', level: 1 }).waitFor();
    await app.driver.command({ as: 'mei', channel: 'checkout', text: '/flow board' });
    await app.driver.say({ as: 'oskar', channel: 'checkout', text: 'Done for today.' });
    await link(/^checkout 1 unread/).waitFor();
  });

  it('starts afresh, once it was asked twice', async () => {
    const { page, send, message } = await come('mei', 'checkout');
    await send('Before the reset');
    await message('Before the reset').waitFor();
    const parcels = () => opened.database.client.team.count({ where: { name: 'Parcels' } });
    expect(await parcels()).toBe(1);
    const reset = page.getByRole('button', { name: 'Reset the demo' });
    const dialog = page.getByRole('alertdialog', { name: 'Start the demo afresh?' });
    await reset.click();
    await dialog.getByRole('button', { name: 'Keep' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await message('Before the reset').count()).toBe(1);
    await reset.click();
    await dialog.getByRole('button', { name: 'Start afresh' }).click();
    await message('Before the reset').waitFor({ state: 'detached' });
    await expect.poll(parcels, { timeout: 60_000 }).toBe(0);
    await send('/flow next');
    await message('PAY-12 · Save a card for one-click payment').waitFor();
  });
});
