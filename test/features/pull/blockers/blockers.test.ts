import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foldItemHistory } from '../../../../src/model/item/item-history.ts';
import { readHistories } from '../../../fixtures/read-histories.ts';
import { startTestApp, type TestApp } from '../../../support/app.ts';
import { describeDatabases, type TestDatabase } from '../../../support/databases.ts';
import { addReady, fingerprint, row, type SlackTold, setUp } from '../../../support/play.ts';
import type { Play } from '../../../support/scene.ts';

const MIGRATION = new URL('../../../../prisma/migrations/20261201091000_blocks_have_blockers/migration.sql', import.meta.url);

describeDatabases('blockers', (open) => {
  let opened: TestDatabase;
  let app: TestApp;
  let at: Play<SlackTold>;
  beforeAll(async () => {
    opened = await open();
    app = await startTestApp(opened, { demo: false });
    // The first request of a process loads code; on a busy machine that alone may take longer than Slack waits.
    await app.driver.command({ as: 'ruth', channel: 'general', text: '/flow help' });
    at = await setUp(app, {
      streams: [
        { key: 'PAY', name: 'Payments', owner: 'ines' },
        { key: 'LOG', name: 'Logistics', owner: 'jonas' },
      ],
      teams: [
        { name: 'Checkout', limit: 9, streams: ['PAY'], people: ['mei', 'oskar'], channel: 'checkout' },
        { name: 'Warehouse', limit: 9, streams: ['LOG'], people: ['pawel'], channel: 'warehouse' },
      ],
    });
    for (const title of ['Refund by transfer', 'Gift cards', 'Clearer declines', 'Fewer clicks'])
      await addReady(at, 'mei', 'checkout', title);
    for (const title of ['Label printer', 'Parcel lockers']) await addReady(at, 'pawel', 'warehouse', title);
  });
  afterAll(async () => {
    expect(app.driver.refusals).toEqual([]);
    await app.stop();
    await opened.close();
  });

  const mei = (words: string) => at.type('mei', 'checkout', words);
  const pawel = (words: string) => at.type('pawel', 'warehouse', words);
  const one = (sql: string) => row(opened.database, sql);
  const blockers = () =>
    opened.database.client.$queryRawUnsafe<{ reason: string; open: boolean; held: string }[]>(
      `SELECT k.reason, k.resolved_at IS NULL AS open, coalesce(string_agg(i.key, ' ' ORDER BY i.key), '') AS held FROM blocker k
       LEFT JOIN blocked_interval b ON b.organization_id = k.organization_id AND b.blocker_id = k.id AND b.to_at IS NULL
       LEFT JOIN item i ON i.organization_id = b.organization_id AND i.id = b.item_id
       GROUP BY k.organization_id, k.id ORDER BY k.opened_at, k.id`,
    );

  it('is a thing of its own, that several items of several streams may wait for', async () => {
    expect((await mei('block PAY-1 the test account of the bank')).text).toContain(
      'PAY-1 · Refund by transfer is blocked: the test account of the bank',
    );
    // The same words in another case are the same thing.
    const joined = await pawel('block LOG-1 The Test account of the bank');
    expect(joined.text).toContain('It holds PAY-1, too.');
    expect(await blockers()).toEqual([{ reason: 'the test account of the bank', open: true, held: 'LOG-1 PAY-1' }]);
    expect(await one("SELECT count(*)::int AS n FROM event WHERE kind = 'blocked' AND data ? 'blockerId'")).toEqual({ n: 2 });
  });

  it('asks about what is like it, and takes either answer', async () => {
    const asked = await mei('block PAY-2 test account of the bank');
    expect(asked.text).toContain('Something like it is known already, and holds 2 items (PAY-1 and LOG-1): the test account of the bank');
    expect(asked.text).toContain('Does PAY-2 · Gift cards wait for the same?');
    expect(await one("SELECT blocked FROM item WHERE key = 'PAY-2'")).toEqual({ blocked: false });
    expect((await at.press('mei', asked, 'The same')).text).toContain('It holds PAY-1 and LOG-1, too.');
    const again = await mei('block PAY-3 test accounts of the bank');
    expect((await at.press('mei', again, 'Something else')).text).toContain('is blocked: test accounts of the bank');
    expect((await blockers()).map((each) => each.held)).toEqual(['LOG-1 PAY-1 PAY-2', 'PAY-3']);
  });

  it('is found by typing in the form, which then needs no reason', async () => {
    await mei('block PAY-4');
    const view = app.driver.view('mei');
    const found = await app.driver.options({ as: 'mei', blockId: 'sameId', actionId: 'sameId', query: 'BANK account' });
    const texts = found.options?.map((option) => option.text);
    expect(texts?.[0]).toBe('the test account of the bank (3 items)');
    const empty = await at.send('mei', {});
    expect(JSON.stringify(app.driver.view('mei')?.errors)).toContain('“What blocks it?” needs an answer.');
    expect(empty.result.status).toBe(200);
    const [first] = found.options ?? [];
    const sent = await app.driver.submit({ as: 'mei', view, values: { sameId: first }, until: 'shown' });
    expect(sent.text).toContain('PAY-4 · Fewer clicks is blocked: the test account of the bank');
  });

  it('lists what holds several first, with its age, and shows what it holds', async () => {
    const listed = await at.type('ruth', 'general', 'blockers');
    expect(listed.text).toMatch(/the test account of the bank\*?, 1 day, holds 4 items in 2 streams: PAY-1, LOG-1, PAY-2, and PAY-4/);
    expect(listed.text.indexOf('the test account')).toBeLessThan(listed.text.indexOf('test accounts of the bank'));
    const card = await at.press('ruth', listed, 'Open');
    expect(card.text).toContain('For 1 day. It holds 4 items:');
    // Ruth is in no team: she sees it, and cannot say that it is over.
    expect(card.buttons).not.toContain("It's over");
  });

  it('asks whether it is over for one or for all, and never lets a stream be spoken for', async () => {
    const asked = await mei('unblock PAY-2');
    expect(asked.text).toContain('PAY-2 · Gift cards waits with PAY-1, LOG-1, and PAY-4 for the same');
    expect((await at.press('mei', asked, 'Only PAY-2')).text).toContain('PAY-2 · Gift cards can go on. It waited 1 day.');
    expect((await blockers())[0]).toMatchObject({ open: true, held: 'LOG-1 PAY-1 PAY-4' });
    const all = await at.press('mei', await mei('unblock PAY-1'), 'All 3');
    expect(all.text).toContain('PAY-1 and PAY-4 can go on. It took 1 day: the test account of the bank');
    expect(all.text).toContain('LOG-1 stays blocked: that is for their own streams to say.');
    expect((await blockers())[0]).toMatchObject({ open: true, held: 'LOG-1' });
    expect((await pawel('unblock LOG-1')).text).toContain('can go on');
    expect((await blockers())[0]).toMatchObject({ open: false, held: '' });
    expect(
      await one(
        "SELECT string_agg(kind, ' ' ORDER BY subject_version) AS v FROM event WHERE subject_type = 'blocker' GROUP BY subject_id ORDER BY min(at) LIMIT 1",
      ),
    ).toEqual({
      v: 'opened resolved',
    });
  });

  it('is over when what it holds is finished or parked, and open again when that is taken back', async () => {
    expect((await mei('undo')).text).toContain('is blocked as before');
    expect(
      (await blockers())
        .filter((each) => each.open)
        .map((each) => each.held)
        .sort(),
    ).toEqual(['PAY-3', 'PAY-4']);
    await mei('unblock PAY-4');
    await at.type('mei', 'checkout', 'unblock PAY-3');
    await mei('pull');
    await mei('block PAY-1 rain');
    expect((await blockers()).at(-1)).toEqual({ reason: 'rain', open: true, held: 'PAY-1' });
    await mei('done PAY-1');
    expect((await blockers()).at(-1)).toMatchObject({ open: false, held: '' });
    await mei('undo');
    expect((await blockers()).at(-1)).toMatchObject({ open: true, held: 'PAY-1' });
    // Taking the block itself back leaves nothing that waits.
    await mei('unblock PAY-1');
    await mei('block PAY-1 snow');
    expect((await mei('undo')).text).toContain("isn't blocked");
    expect((await blockers()).at(-1)).toMatchObject({ reason: 'snow', open: false, held: '' });
  });

  it('goes on with blocks from before there were blockers', async () => {
    await mei('block PAY-1 fog');
    await opened.database.client.$executeRawUnsafe("UPDATE blocked_interval SET blocker_id = NULL WHERE reason = 'fog'");
    await opened.database.client.$executeRawUnsafe("UPDATE blocker SET resolved_at = opened_at WHERE reason = 'fog'");
    const listed = await mei('blockers');
    expect(listed.text).toContain('holds PAY-1');
    expect((await at.press('mei', listed, 'Open')).text).toContain('PAY-1 · Refund by transfer');
    expect((await mei('unblock PAY-1')).text).toContain('can go on');
    expect((await mei('blockers')).text).toContain('Nothing is blocked.');
  });

  it('is joined once, however many say the same at once, and what is over holds nothing', async () => {
    await mei('block PAY-1 hail');
    const said = await Promise.all([
      at.type('mei', 'checkout', 'block PAY-2 hail'),
      at.type('oskar', 'checkout', 'block PAY-4 hail'),
      at.type('oskar', 'checkout', 'unblock PAY-1'),
      at.type('pawel', 'warehouse', 'block LOG-2 hail'),
    ]);
    expect(said.every((each) => each.result.status === 200 && !each.text.includes('Something broke'))).toBe(true);
    const wrong = (await blockers()).filter((each) => each.open !== (each.held !== ''));
    expect(wrong).toEqual([]);
    const before = await fingerprint(opened.database);
    expect((await mei('block PAY-2 hail')).text).toContain('PAY-2 is blocked already: hail.');
    expect(await fingerprint(opened.database)).toEqual(before);
  });

  it('leaves a log whose replay gives the tables (C-12)', async () => {
    const stages = await opened.database.client.stage.findMany();
    for (const { row: item, visits, blocks, events } of await readHistories(opened.database)) {
      const folded = foldItemHistory(events, stages as never);
      expect(item).toMatchObject(folded.item);
      expect(visits).toEqual(folded.visits);
      expect(blocks).toEqual(folded.blocks);
    }
  });

  it('of before there were any gets one by the migration, which others may share', async () => {
    for (const title of ['Boat one', 'Boat two']) await addReady(at, 'mei', 'checkout', title);
    await addReady(at, 'pawel', 'warehouse', 'Boat three');
    const keyOf = async (title: string) => String((await one(`SELECT key FROM item WHERE title = '${title}'`))?.key);
    await mei(`block ${await keyOf('Boat one')} the ferry is late`);
    await pawel(`block ${await keyOf('Boat three')} the ferry is late`);
    const before = await one('SELECT count(*)::int AS n FROM blocker');
    const run = (sql: string) => opened.database.client.$executeRawUnsafe(sql);
    await run("UPDATE blocked_interval SET blocker_id = NULL WHERE reason = 'the ferry is late'");
    await run("UPDATE blocker SET resolved_at = now() WHERE reason = 'the ferry is late'");
    await run(readFileSync(MIGRATION, 'utf8'));
    expect(await one('SELECT count(*)::int AS n FROM blocker')).toEqual({ n: Number(before?.n) + 1 });
    expect(
      await one(
        "SELECT count(DISTINCT blocker_id)::int AS blockers, count(*)::int AS n FROM blocked_interval WHERE reason = 'the ferry is late' AND to_at IS NULL",
      ),
    ).toEqual({ blockers: 1, n: 2 });
    expect((await mei(`block ${await keyOf('Boat two')} the ferry is late`)).text).toContain(
      `It holds ${await keyOf('Boat one')} and ${await keyOf('Boat three')}, too.`,
    );
    await run(readFileSync(MIGRATION, 'utf8'));
    expect(await one('SELECT count(*)::int AS n FROM blocker')).toEqual({ n: Number(before?.n) + 1 });
  });
});
