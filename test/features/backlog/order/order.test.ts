import fc from 'fast-check';
import { expect, it } from 'vitest';
import { appForSuite } from '../../../support/app.ts';
import { describeDatabases } from '../../../support/databases.ts';

describeDatabases('ordering a backlog in the demo organization', (open) => {
  const app = appForSuite(open, { demo: true });

  /** Keys of the Payments backlog, in order. */
  async function keys(): Promise<string[]> {
    const rows = await app.database.client.$queryRaw<{ key: string }[]>`
      SELECT i.key FROM item i JOIN value_stream v ON v.organization_id = i.organization_id AND v.id = i.stream_id
      WHERE v.key = 'PAY' AND i.rank IS NOT NULL ORDER BY i.rank`;
    return rows.map((row) => row.key);
  }
  const type = (text: string, as = 'ines', channel = 'payments') => app.driver.command({ as, channel, text });

  it('puts an item where its owner wants it, and says where that is', async () => {
    const before = await keys();
    const [first, second, third] = before;
    expect((await type(`/flow order ${third} top`)).text).toContain('is first in Payments now.');
    expect((await keys()).slice(0, 3)).toEqual([third, first, second]);
    expect((await type(`/flow order ${third} below ${first}`)).text).toContain('is second in Payments now.');
    expect((await type(`/flow order ${third} to the bottom`)).text).toContain(third);
    expect((await keys()).at(-1)).toBe(third);
    expect((await type(`/flow order ${third} above ${second}`)).text).toContain('is second in Payments now.');
    expect((await type(`/flow order ${third} down`)).text).toContain('is third in Payments now.');
    expect(await keys()).toEqual(before);
    expect((await type(`/flow order ${first} top`)).text).toContain('is at the top already.');
    expect((await type(`/flow order ${third} below ${second}`)).text).toContain(`is right below ${second} already.`);
  });

  it('refuses whoever does not own the stream, and names the owner', async () => {
    const [, second] = await keys();
    const before = await keys();
    for (const as of ['mei', 'amara', 'tomas', 'jonas']) {
      const refused = await type(`/flow order ${second} top`, as, 'checkout');
      expect(refused.text).toBe(`The order of Payments is for its owner to decide. Ask Ines Brandt; ${second} stays where it is.`);
    }
    expect(await keys()).toEqual(before);
  });

  it('refuses clearly what has no place, another stream, itself, and what it does not know', async () => {
    const [first] = await keys();
    const items = await app.database.client.item.findMany({ where: { key: { startsWith: 'PAY-' } } });
    const running = items.find((one) => one.state === 'delivery')?.key;
    const done = items.find((one) => one.state === 'done')?.key;
    expect((await type(`/flow order ${running} top`)).text).toContain(
      `${running} is in progress; only what waits in the backlog has a place`,
    );
    expect((await type(`/flow order ${first} above ${done}`)).text).toContain(`${done} is done; only what waits`);
    expect((await type(`/flow order ${first} above ${first}`)).text).toContain("can't stand next to itself");
    const foreign = (await app.database.client.item.findFirst({ where: { key: { startsWith: 'LOG-' }, rank: { not: null } } }))?.key;
    expect((await type(`/flow order ${first} above ${foreign}`)).text).toContain('An order is within one stream.');
    expect((await type('/flow order PAY-99999 top')).text).toContain("I don't know PAY-99999.");
    expect((await type(`/flow order ${first} botom`)).text).toContain(
      'Did you mean bottom? A place is top, bottom, above KEY or below KEY.',
    );
    expect((await type(`/flow order ${first} above`)).text).toContain('Above which item?');
    expect((await type('/flow order', 'mei', 'checkout')).text).toContain("A stream's owner decides its order, and you own none.");
  });

  it('is offered on the card to the owner alone, and works by form', async () => {
    const [first, second, third] = await keys();
    const card = await type(`/flow ${third}`);
    const labels = app.driver.buttons(card.message as never).map((one) => one.label);
    expect(labels).toEqual(expect.arrayContaining(['To the top', 'Up', 'To the bottom', 'Place …']));
    const mine = await type(`/flow ${third}`, 'mei', 'checkout');
    expect(app.driver.buttons(mine.message as never).map((one) => one.label)).not.toContain('To the top');
    const moved = await app.driver.click({ as: 'ines', message: card.message, label: 'To the top', until: 'shown' });
    expect(moved.text).toContain('is first in Payments now.');
    const form = await type(`/flow order ${third}`);
    expect(form.view).toBeDefined();
    const options = app.driver.inputs(form.view as never)[0]?.options ?? [];
    expect(options[0]).toBe('At the top');
    expect(options.some((one) => one.includes(third as string))).toBe(false);
    const below = options.find((one) => one.includes(`Below ${second} `));
    const saved = await app.driver.submit({ as: 'ines', view: form.view, values: { to: below }, until: 'shown' });
    expect(saved.text).toContain('is third in Payments now.');
    expect((await keys()).slice(0, 3)).toEqual([first, second, third]);
    expect((await type('/flow backlog PAY')).text).toContain('You decide the order');
    expect((await type('/flow backlog PAY', 'mei', 'checkout')).text).not.toContain('You decide the order');
  });

  it('keeps a total order through any sequence', async () => {
    const act = fc.record({ a: fc.nat(50), b: fc.nat(50), where: fc.constantFrom('top', 'bottom', 'above', 'below', 'up', 'down') });
    for (const { a, b, where } of fc.sample(act, { numRuns: 40, seed: 7 })) {
      const before = await keys();
      const one = before[a % before.length] as string;
      const other = before[b % before.length] as string;
      const rest = before.filter((key) => key !== one);
      const at = before.indexOf(one);
      const to = {
        top: 0,
        bottom: rest.length,
        up: Math.max(0, at - 1),
        down: Math.min(rest.length, at + 1),
        above: rest.indexOf(other),
        below: rest.indexOf(other) + 1,
      }[where];
      await type(`/flow order ${one} ${where} ${where === 'above' || where === 'below' ? other : ''}`);
      const next = (where === 'above' || where === 'below') && one === other;
      expect(await keys()).toEqual(next ? before : [...rest.slice(0, to), one, ...rest.slice(to)]);
    }
    const twice = await app.database.client.$queryRaw<unknown[]>`
      SELECT 1 AS one FROM item WHERE rank IS NOT NULL GROUP BY organization_id, stream_id, rank HAVING count(*) > 1`;
    expect(twice).toEqual([]);
    const ranked = await app.database.client.event.count({ where: { kind: 'ranked' } });
    expect(ranked).toBeGreaterThan(20);
    expect(app.driver.refusals).toEqual([]);
  });

  it('comes out as one of the two orders when two people order at once', async () => {
    const before = await keys();
    const [x, y] = [before[3] as string, before[4] as string];
    await Promise.all([type(`/flow order ${x} top`), type(`/flow order ${y} top`)]);
    const after = await keys();
    expect([`${x} ${y}`, `${y} ${x}`]).toContain(after.slice(0, 2).join(' '));
    expect(after.slice(2)).toEqual(before.filter((key) => key !== x && key !== y));
  });
});
