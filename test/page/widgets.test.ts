import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { actions, type Body, button, type Heard, input, modal, openTown, plain, section, type Town } from '../playground/harness.ts';
import { buildPage } from './build-page.ts';
import { findChromium, launch } from './chromium.ts';
import { type Visit, visit } from './visit.ts';

// A bot of the test's own: what ours does not send (yet), the page has to draw all the same.
const chromium = findChromium();
const PAGE = fileURLToPath(new URL('../../dist/page/', import.meta.url));
const option = (text: string, value = text.toLowerCase()): Body => ({ text: plain(text), value });

describe.runIf(chromium !== null)('what stands in messages and forms, by keyboard', { timeout: 240_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    const built = buildPage();
    browser = await launch(chromium ?? '');
    await built;
  }, 240_000);
  afterAll(() => browser?.close());

  /** A town whose bot opens this form on `/flow`, and Ines in front of it. */
  async function inFormOf(blocks: readonly Body[], bot: (heard: Heard, town: Town) => Body | Promise<Body | undefined> | undefined) {
    const town = await openTown({ pageFolder: PAGE, answerTimeoutMs: 60_000 });
    town.bot = async (heard) => {
      if (heard.kind === 'command') await town.call('views.open', { trigger_id: heard.body.trigger_id, view: modal(blocks) });
      const body = heard.kind === 'command' ? undefined : await bot(heard, town);
      return body ? { body } : {};
    };
    const one = await come(town);
    await one.send('/flow');
    const form = one.form('A form');
    await form.waitFor();
    return { town, ...one, form };
  }

  async function come(town: Town, as = 'U1'): Promise<Visit> {
    const one = await visit(browser, Number(new URL(town.url).port), { as, channel: 'C1' });
    onTestFinished(async () => {
      await one.close();
      expect(one.trouble).toEqual([]);
    });
    await one.page.getByRole('textbox', { name: /^Message / }).waitFor();
    return one;
  }

  /** The state that was submitted: value by block. */
  const submitted = (town: Town): Record<string, Body> => {
    const sent = town.heard.find((one) => one.kind === 'view_submission')?.body.view as
      | { state: { values: Record<string, Body> } }
      | undefined;
    return Object.fromEntries(
      Object.entries(sent?.state.values ?? {}).map(([block, byAction]) => [block, Object.values(byAction)[0] as Body]),
    );
  };

  it('a select: arrows move, Enter chooses, Escape closes the list and not the form', async () => {
    const select = { type: 'static_select', options: ['Red', 'Green', 'Blue'].map((text) => option(text)) };
    const { town, page, form } = await inFormOf([input('colour', 'Colour', select)], () => undefined);
    const field = form.getByRole('combobox', { name: 'Colour' });
    await field.focus();
    await page.keyboard.press('ArrowDown');
    const list = page.getByRole('listbox', { name: 'Options' });
    await list.waitFor();
    await page.keyboard.press('ArrowDown');
    const active = page.locator(`[id="${await field.getAttribute('aria-activedescendant')}"]`);
    expect(await active.textContent()).toBe('Green');
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    expect(await field.getAttribute('aria-expanded')).toBe('false');
    expect(await field.inputValue()).toBe('');
    await form.waitFor();

    await page.keyboard.type('bl');
    await page.getByRole('option', { name: 'Blue' }).waitFor();
    expect(await page.getByRole('option').count()).toBe(1);
    await page.keyboard.press('Enter');
    await list.waitFor({ state: 'detached' });
    expect(await field.inputValue()).toBe('Blue');
    await form.getByRole('button', { name: 'Send' }).click();
    await form.waitFor({ state: 'detached' });
    expect(submitted(town).colour).toMatchObject({ selected_option: { value: 'blue' } });
  });

  it('type-ahead: asks the bot while one types, drops what comes late, and is chosen by keyboard', async () => {
    const late: (() => void)[] = [];
    const asked: string[] = [];
    const found = (query: string): Body => ({ options: [option(`${query} one`), option(`${query} two`)] });
    const select = { type: 'external_select', min_query_length: 1 };
    const { town, page, form } = await inFormOf([input('item', 'Item', select)], ({ kind, body }) => {
      if (kind !== 'block_suggestion') return undefined;
      const query = String(body.value);
      asked.push(query);
      // The first question is answered only after the second.
      if (query !== 'slow') return found(query);
      return new Promise<Body>((resolve) => late.push(() => resolve(found(query))));
    });
    const field = form.getByRole('combobox', { name: 'Item' });
    await field.focus();
    await page.keyboard.press('ArrowDown');
    await page.getByText('Type to search').last().waitFor();
    await page.keyboard.type('slow');
    await expect.poll(() => late.length, { timeout: 90_000 }).toBe(1);
    await page.getByText('Searching …').waitFor();
    await field.fill('fast');
    await page.getByRole('option', { name: 'fast two' }).waitFor();
    for (const answer of late) answer();
    await expect
      .poll(() => town.driver.traffic.filter((one) => one.what === 'block_suggestion').length, { timeout: 90_000 })
      .toBe(asked.length);
    expect(await page.getByRole('option').allTextContents()).toEqual(['fast one', 'fast two']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    expect(await field.inputValue()).toBe('fast two');
    // Enter in the closed field submits, as in any form.
    await page.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    expect(submitted(town).item).toMatchObject({ type: 'external_select', selected_option: { value: 'fast two' } });
  });

  it('people and dates: found by name, several at once, taken out with Backspace', async () => {
    const { town, page, form } = await inFormOf(
      [
        input('owner', 'Owner', { type: 'users_select' }),
        input('people', 'People', { type: 'multi_users_select' }),
        input('on', 'Ask me again on', { type: 'datepicker', initial_date: '2027-03-01' }),
      ],
      () => undefined,
    );
    const owner = form.getByRole('combobox', { name: 'Owner' });
    await owner.focus();
    await page.keyboard.type('ray');
    await page.getByRole('option', { name: /^Tom Ray/ }).waitFor();
    await page.keyboard.press('Enter');
    expect(await owner.inputValue()).toBe('Tom Ray');
    await page.keyboard.press('Tab');
    const people = form.getByRole('combobox', { name: 'People' });
    await form.locator('input:focus').waitFor();
    await people.press('ArrowDown');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await form.getByRole('button', { name: 'Remove Ines Ode' }).waitFor();
    await form.getByRole('button', { name: 'Remove Tom Ray' }).waitFor();
    await page.keyboard.press('Backspace');
    await form.getByRole('button', { name: 'Remove Tom Ray' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    const date = form.getByLabel('Ask me again on');
    expect(await date.inputValue()).toBe('2027-03-01');
    await date.fill('2027-05-12');
    await form.getByRole('button', { name: 'Send' }).click();
    await form.waitFor({ state: 'detached' });
    expect(submitted(town)).toMatchObject({
      owner: { selected_user: 'U2' },
      people: { selected_users: ['U1'] },
      on: { selected_date: '2027-05-12' },
    });
  });

  it('forms stand on each other: the lower keeps what was typed and its focus, Escape closes the upper', async () => {
    const { page, form } = await inFormOf([input('title', 'Title'), actions(button('More …', 'more'))], async ({ kind, body }, town) => {
      if (kind === 'block_actions')
        await town.call('views.push', {
          trigger_id: body.trigger_id,
          view: modal([section('Another question'), input('why', 'Why?')], { title: plain('Upper') }),
        });
      return undefined;
    });
    await form.getByRole('textbox', { name: 'Title' }).fill('Kept');
    const more = form.getByRole('button', { name: 'More …' });
    await more.focus();
    await page.keyboard.press('Enter');
    const upper = page.getByRole('dialog', { name: 'Upper' });
    await upper.waitFor();
    await upper.locator('input:focus').waitFor();
    // What lies under it is out of reach, for Tab and for a screen reader.
    expect(await page.locator('.backdrop[inert]').count()).toBe(1);
    for (let press = 0; press < 8; press += 1) {
      await page.keyboard.press('Tab');
      expect(await upper.locator(':focus').count()).toBe(1);
    }
    await page.keyboard.press('Escape');
    await upper.waitFor({ state: 'detached' });
    await form.waitFor();
    await form.locator('button:focus', { hasText: 'More …' }).waitFor();
    expect(await form.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Kept');
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
  });

  it('a button that asks back: nothing is sent before yes, and Escape is no', async () => {
    const town = await openTown({ pageFolder: PAGE, answerTimeoutMs: 60_000 });
    const confirm = {
      title: plain('Sure?'),
      text: plain('It goes away.'),
      confirm: plain('Throw away'),
      deny: plain('Keep'),
      style: 'danger',
    };
    const one = await come(town);
    await town.call('chat.postMessage', { channel: 'C1', text: 'x', blocks: [actions(button('Remove', 'gone', { confirm }))] });
    const { page } = one;
    const remove = page.getByRole('log').getByRole('button', { name: 'Remove' });
    const dialog = page.getByRole('alertdialog', { name: 'Sure?' });
    await remove.click();
    await dialog.getByText('It goes away.').waitFor();
    // Yes is a key away, and so is no.
    await dialog.locator('button:focus', { hasText: 'Throw away' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.locator('button:focus', { hasText: 'Remove' }).waitFor();
    await remove.click();
    await dialog.getByRole('button', { name: 'Keep' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(town.heard).toEqual([]);
    await remove.click();
    await page.keyboard.press('Enter');
    await expect.poll(() => town.heard.length, { timeout: 90_000 }).toBe(1);
    expect(town.heard[0]?.body.actions).toMatchObject([{ action_id: 'gone' }]);
  });

  it('threads: a reply stays beside its message, marks it for the other, and Escape leads back', async () => {
    const town = await openTown({ pageFolder: PAGE, answerTimeoutMs: 60_000 });
    const one = await come(town);
    await town.call('chat.postMessage', { channel: 'C1', text: 'Checkout pulled PAY-1', blocks: [section('Checkout pulled *PAY-1*')] });
    const root = one.message('Checkout pulled PAY-1');
    await root.hover();
    await root.getByRole('button', { name: 'Reply in thread' }).click();
    const thread = one.page.getByRole('complementary', { name: 'Thread' });
    const field = thread.getByRole('textbox');
    await thread.locator('textarea:focus').waitFor();
    await field.fill('I can help with that.');
    await field.press('Enter');
    await thread.getByRole('article').filter({ hasText: 'I can help with that.' }).waitFor();
    await root.getByRole('button', { name: /^1 reply/ }).waitFor();
    expect(await one.message('I can help with that.').count()).toBe(1);
    expect(await one.page.getByRole('log', { name: 'Messages in payments' }).getByText('I can help with that.').count()).toBe(0);
    await field.press('Escape');
    await thread.waitFor({ state: 'detached' });

    const other = await come(town, 'U2');
    const reply = other.page.getByRole('button', { name: /^1 reply/ });
    await reply.click();
    await other.page.getByRole('complementary', { name: 'Thread' }).getByText('I can help with that.').waitFor();
    expect(await reply.getAttribute('aria-expanded')).toBe('true');
  });

  it('what the bot sent: of a message beside it, of a form in its place, and what was typed stays', async () => {
    const { town, page, form, message } = await inFormOf([input('title', 'Title')], () => undefined);
    await form.getByRole('textbox', { name: 'Title' }).fill('Kept');
    const raw = form.getByRole('button', { name: 'What the bot sent' });
    await raw.click();
    expect(await raw.getAttribute('aria-pressed')).toBe('true');
    await form.getByText('"callback_id"').waitFor();
    await raw.click();
    expect(await form.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Kept');
    await form.getByRole('button', { name: 'Cancel' }).click();
    await form.waitFor({ state: 'detached' });

    await town.call('chat.postMessage', { channel: 'C1', text: 'Hello', blocks: [section('Hello')] });
    await message('Hello').hover();
    await message('Hello').getByRole('button', { name: 'What the bot sent' }).click();
    const panel = page.getByRole('complementary', { name: 'What the bot sent' });
    const code = panel.locator('pre');
    await code.waitFor();
    expect(JSON.parse((await code.textContent()) ?? '')).toMatchObject({ text: 'Hello', blocks: [{ type: 'section' }] });
    await panel.getByRole('button', { name: 'Copy' }).click();
    await panel.getByText('Copied').waitFor();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(await code.textContent());
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  });

  it('an answer taller than the log is read from its beginning', async () => {
    const town = await openTown({ pageFolder: PAGE, answerTimeoutMs: 60_000 });
    town.bot = () => ({ body: { text: 'x', blocks: Array.from({ length: 40 }, (_, line) => section(`Line ${line}`)) } });
    const { page, send } = await come(town);
    await send('/flow next');
    await page.getByText('Line 39', { exact: true }).waitFor({ state: 'attached' });
    await expect.poll(() => page.getByText('Line 0', { exact: true }).isVisible(), { timeout: 90_000 }).toBe(true);
    const [top, log] = await Promise.all([page.getByText('Line 0', { exact: true }).boundingBox(), page.getByRole('log').boundingBox()]);
    expect((top?.y ?? 0) - (log?.y ?? 0)).toBeGreaterThan(0);
    expect((top?.y ?? 0) - (log?.y ?? 0)).toBeLessThan(120);
  });
});
