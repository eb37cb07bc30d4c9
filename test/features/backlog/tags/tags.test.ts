import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../support/app.ts';
import { describeDatabases, type TestDatabase } from '../../../support/databases.ts';
import { fingerprint, row, type SlackTold, setUp } from '../../../support/play.ts';
import type { Play } from '../../../support/scene.ts';

describeDatabases('journeys and services', (open) => {
  let opened: TestDatabase;
  let app: TestApp;
  let at: Play<SlackTold>;
  beforeAll(async () => {
    opened = await open();
    app = await startTestApp(opened, { demo: false });
    // The first request of a process loads code; on a busy machine that alone may take longer than Slack waits.
    await app.driver.command({ as: 'tomas', channel: 'general', text: '/flow help' });
    at = await setUp(app, {
      streams: [{ key: 'PAY', name: 'Payments', owner: 'ines' }],
      teams: [{ name: 'Checkout', limit: 5, streams: ['PAY'], people: ['mei', 'oskar'], channel: 'checkout' }],
    });
    for (const title of ['Save a card', 'Clearer decline messages', 'Gift cards']) await at.type('mei', 'checkout', `add ${title}`);
  });
  afterAll(async () => {
    await app.stop();
    await opened.close();
  });

  const one = (sql: string, ...values: unknown[]) => row(opened.database, sql, ...values);
  const list = (as = 'ines') => at.type(as, 'checkout', 'tags');
  const add = async (values: Readonly<Record<string, unknown>>) => {
    await at.press('ines', await list(), 'Add a tag');
    return at.send('ines', { kind: 'journey', ...values });
  };
  const openTag = async (name: string, as = 'ines') => {
    const shown = await list(as);
    const hint = `Open the tag ${name}`;
    const rows = await opened.database.client.$queryRawUnsafe<{ name: string }[]>('SELECT name FROM tag ORDER BY kind, position');
    const nth = rows.findIndex((tag) => tag.name === name);
    const wanted = shown.message ? app.driver.buttons(shown.message).filter((button) => button.label === 'Open')[nth] : undefined;
    if (!wanted) throw new Error(hint);
    const result = await app.driver.click({
      as,
      message: shown.message,
      actionId: wanted.actionId,
      blockId: wanted.blockId,
      until: 'shown',
    });
    return {
      result,
      message: result.message,
      labels: result.message ? app.driver.buttons(result.message).map((button) => button.label) : [],
    };
  };
  const press = async (card: Awaited<ReturnType<typeof openTag>>, label: string) =>
    app.driver.click({ as: 'ines', message: card.message, label });
  const tagsOf = async (key: string) =>
    (
      await opened.database.client.$queryRawUnsafe<{ name: string }[]>(
        'SELECT t.name FROM item_tag it JOIN item i ON i.organization_id = it.organization_id AND i.id = it.item_id JOIN tag t ON t.organization_id = it.organization_id AND t.id = it.tag_id WHERE i.key = $1 ORDER BY t.name',
        key,
      )
    ).map((tag) => tag.name);

  it('are empty at first, and say who fills them', async () => {
    expect((await list('mei')).text).toMatch(/There are no tags yet\. .+ keeps the list\./);
    expect((await at.type('mei', 'checkout', 'tag PAY-1 checkout')).text).toMatch(/^Payments has no tags yet\. .+ keeps the list\.$/);
    expect((await at.type('ines', 'checkout', 'tag PAY-1')).buttons).toEqual(['Add a tag']);
  });

  it('are added by the owner, each with an event and a decision, each way to write them once', async () => {
    expect((await add({ name: 'Checkout', synonyms: 'Till, cash desk' })).text).toContain('“Checkout” is on the list.');
    expect((await add({ name: 'Card payment', kind: 'service', reason: 'Where most of it breaks' })).text).toContain('is on the list');
    expect((await list('mei')).text).toContain('· journey, 0 items; also cash desk, till');
    for (const [values, wrong] of [
      [{ name: 'CHECKOUT' }, '“Checkout” is on the list already.'],
      [{ name: 'till' }, '“till” is another word for Checkout already.'],
      [{ name: 'Returns', synonyms: 'cash  desk' }, '“cash desk” is another word for Checkout already.'],
      [{ name: 'Pay, later' }, 'A tag has no comma in it'],
      [{ name: '   ' }, 'Tag is needed.'],
      [{ name: 'n'.repeat(41) }, 'may have up to 40 characters'],
    ] as const) {
      expect((await add(values)).text, JSON.stringify(values)).toContain(wrong);
      await app.driver.close({ as: 'ines' });
    }
    expect(await one("SELECT count(*)::int AS n FROM event WHERE subject_type = 'tag'")).toEqual({ n: 2 });
    expect(await one("SELECT count(*)::int AS n FROM decision WHERE act = 'tags'")).toEqual({ n: 2 });
  });

  it('are given by words: any case, synonyms, with commas or without', async () => {
    const tagged = await at.type('mei', 'checkout', 'tag pay-1 TILL card payment');
    expect(tagged.text).toContain('PAY-1 · Save a card is now under Checkout and Card payment.');
    expect(await tagsOf('PAY-1')).toEqual(['Card payment', 'Checkout']);
    expect((await at.type('mei', 'checkout', 'tag PAY-1 checkout')).text).toContain('Nothing was changed');
    expect((await at.type('mei', 'checkout', 'PAY-1')).text).toContain('Checkout, Card payment');
    const { n } = (await one("SELECT count(*)::int AS n FROM event WHERE kind = 'tagged'")) ?? {};
    expect(n).toBe(1);
  });

  it('refuse a word that is not on the list, whole, with what was meant; the owner may add it', async () => {
    const before = await fingerprint(opened.database);
    const strange = await at.type('mei', 'checkout', 'tag PAY-2 card payment, chekout');
    expect(strange.text).toContain('“chekout” is not on the list of Payments. Did you mean checkout? Nothing was changed.');
    expect(strange.buttons).toEqual(['Tag it checkout', 'Pick from the list']);
    expect(await fingerprint(opened.database)).toEqual(before);
    expect((await at.press('mei', strange, 'Tag it checkout')).text).toContain('under Checkout and Card payment');
    const mine = await at.type('ines', 'checkout', 'tag PAY-3 returns desk');
    expect(mine.buttons).toEqual(['Add “returns desk”', 'Pick from the list']);
    await at.press('ines', mine, 'Add “returns desk”');
    expect((await at.send('ines', {})).text).toContain('“returns desk” is on the list.');
  });

  it('are given and taken by form, without undoing what somebody else did meanwhile', async () => {
    await at.type('mei', 'checkout', 'tag PAY-3');
    await at.type('oskar', 'checkout', 'tag PAY-3 returns desk');
    expect((await at.send('mei', { tags: ['Checkout'] })).text).toContain('under Checkout and returns desk');
    await at.type('mei', 'checkout', 'tag PAY-3');
    expect((await at.send('mei', { tags: ['Checkout'] })).text).toContain('is now under Checkout.');
    expect(await tagsOf('PAY-3')).toEqual(['Checkout']);
  });

  it('stay on the list while items have them; merging keeps their place', async () => {
    const card = await openTag('Checkout');
    expect(card.labels).toEqual(['Edit', 'Merge', 'All tags']);
    expect((await openTag('Checkout', 'mei')).labels).toEqual(['All tags']);
    // An old card still has the button.
    const empty = await openTag('returns desk');
    expect(empty.labels).toContain('Remove');
    await at.type('mei', 'checkout', 'tag PAY-2 returns desk');
    const used = await press(empty, 'Remove');
    expect(used.text).toContain('“returns desk” is on 1 item, so it stays on the list.');
    const before = await one("SELECT count(*)::int AS n FROM event WHERE kind = 'tagged'");
    await press(await openTag('returns desk'), 'Merge');
    const into = app.driver.inputs(app.driver.view('ines') as never)[0]?.options ?? [];
    expect(into).toEqual(['Checkout', 'Card payment']);
    const merged = await at.send('ines', { into: 'Checkout', reason: 'The same desk' });
    expect(merged.text).toContain('“returns desk” is another word for “Checkout” now; 1 item moved over.');
    expect(await tagsOf('PAY-2')).toEqual(['Card payment', 'Checkout']);
    expect(await one("SELECT count(*)::int AS n FROM event WHERE kind = 'tagged'")).toEqual({ n: Number(before?.n) + 1 });
    expect(await one("SELECT reason FROM decision WHERE choice LIKE 'Merge%'")).toEqual({ reason: 'The same desk' });
    expect((await at.type('mei', 'checkout', 'tag PAY-2 returns desk')).text).toContain('Nothing was changed');
  });

  it('replay from the log: the newest event of an item names the tags it has', async () => {
    const differ = await opened.database.client.$queryRawUnsafe<unknown[]>(`
      SELECT i.key FROM item i
      LEFT JOIN LATERAL (SELECT e.data->'tagIds' AS ids FROM event e WHERE e.organization_id = i.organization_id AND e.subject_type = 'item'
        AND e.subject_id = i.id AND e.kind = 'tagged' ORDER BY e.subject_version DESC LIMIT 1) AS told ON true
      WHERE (SELECT coalesce(array_agg(t ORDER BY t), '{}') FROM jsonb_array_elements_text(coalesce(told.ids, '[]')) AS t)
        <> (SELECT coalesce(array_agg(it.tag_id::text ORDER BY it.tag_id::text), '{}') FROM item_tag it WHERE it.organization_id = i.organization_id AND it.item_id = i.id)
      UNION ALL SELECT i.key FROM item i
      WHERE i.revision <> (SELECT count(*) FROM event e WHERE e.organization_id = i.organization_id AND e.subject_type = 'item' AND e.subject_id = i.id)`);
    expect(differ).toEqual([]);
  });

  it('are no tag of themselves, and go when nothing has them', async () => {
    await add({ name: 'Spare' });
    await press(await openTag('Spare'), 'Merge');
    const view = app.driver.view('ines');
    expect(app.driver.inputs(view as never)[0]?.options).not.toContain('Spare');
    await app.driver.close({ as: 'ines' });
    await press(await openTag('Spare'), 'Edit');
    expect((await at.send('ines', { name: 'Spare part', synonyms: 'reserve' })).text).toContain('· journey, 0 items; also reserve');
    const removed = await press(await openTag('Spare part'), 'Remove');
    expect(removed.text).toContain('“Spare part” is off the list.');
    expect(await one("SELECT count(*)::int AS n FROM tag_synonym WHERE word IN ('spare', 'spare part', 'reserve')")).toEqual({ n: 0 });
    expect(app.driver.refusals).toEqual([]);
  });
});
