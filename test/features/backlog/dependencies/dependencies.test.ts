import { afterAll, beforeAll, expect, it } from 'vitest';
import { foldItemHistory } from '../../../../src/model/item/item-history.ts';
import { readHistories } from '../../../fixtures/read-histories.ts';
import { startTestApp, type TestApp } from '../../../support/app.ts';
import { describeDatabases, type TestDatabase } from '../../../support/databases.ts';
import { addReady, fingerprint, row, type SlackTold, setUp } from '../../../support/play.ts';
import type { Play } from '../../../support/scene.ts';

describeDatabases('dependencies', (open) => {
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
        { name: 'Checkout', limit: 9, streams: ['PAY'], people: ['mei'], channel: 'checkout' },
        { name: 'Warehouse', limit: 9, streams: ['LOG'], people: ['pawel'], channel: 'warehouse' },
      ],
    });
    for (const title of ['Refund by transfer', 'Gift cards', 'Clearer declines', 'Fewer clicks'])
      await addReady(at, 'mei', 'checkout', title);
    for (const title of ['Label printer', 'Parcel lockers', 'Night shift', 'Fork lift']) await addReady(at, 'pawel', 'warehouse', title);
  });
  afterAll(async () => {
    expect(app.driver.refusals).toEqual([]);
    await app.stop();
    await opened.close();
  });

  const mei = (words: string) => at.type('mei', 'checkout', words);
  const pawel = (words: string) => at.type('pawel', 'warehouse', words);
  /** Without the marks of bold letters in lists. */
  const plain = (told: { readonly text: string }) => told.text.replaceAll('*', '');
  const links = async () =>
    (
      await opened.database.client.$queryRawUnsafe<{ v: string }[]>(
        "SELECT i.key || '→' || n.key AS v FROM dependency d JOIN item i ON i.id = d.item_id JOIN item n ON n.id = d.needs_id ORDER BY 1",
      )
    ).map((one) => one.v);

  it('are noted by words, across streams, and shown on both cards with the question', async () => {
    const noted = await mei('needs PAY-1 LOG-1 for the address label');
    expect(noted.text).toContain(
      'PAY-1 · Refund by transfer needs LOG-1 · Label printer done first: for the address label. It is ready in Logistics.',
    );
    expect(noted.text).toContain('How could we remove it?');
    expect(plain(await pawel('PAY-1'))).toContain('Needs LOG-1 · Label printer (ready, Logistics): for the address label');
    expect((await pawel('PAY-1')).buttons).not.toContain('No longer');
    const other = await pawel('LOG-1');
    expect(plain(other)).toContain('PAY-1 · Refund by transfer (ready) needs this first');
    expect(await links()).toEqual(['PAY-1→LOG-1']);
  });

  it('are noted by a form that finds the other by typing', async () => {
    await mei('needs PAY-2');
    const found = await app.driver.options({ as: 'mei', blockId: 'needsId', actionId: 'needsId', query: 'parcel' });
    const [first] = found.options ?? [];
    expect(first?.text).toBe('LOG-2 · Parcel lockers');
    const sent = await at.send('mei', { needsId: first, reason: 'to hand them over' });
    expect(sent.text).toContain('PAY-2 · Gift cards needs LOG-2 · Parcel lockers done first');
    await mei('needs PAY-2');
    const again = await at.send('mei', { needsId: first });
    expect(again.result.status).toBe(200);
    expect(JSON.stringify(app.driver.view('mei')?.errors)).toContain('PAY-2 needs LOG-2 already.');
    await app.driver.close({ as: 'mei' });
  });

  it('are refused with the circle shown, and nothing is half done', async () => {
    await pawel('needs LOG-1 PAY-3');
    const before = await fingerprint(opened.database);
    expect((await mei('needs PAY-3 PAY-1')).text).toContain('That would go round in a circle: PAY-3 → PAY-1 → LOG-1 → PAY-3.');
    expect((await pawel('needs LOG-1 PAY-1')).text).toContain('circle: LOG-1 → PAY-1 → LOG-1.');
    expect((await mei('needs PAY-1 PAY-1')).text).toContain("PAY-1 can't need itself.");
    expect((await mei('needs PAY-1 LOG-1')).text).toContain(
      'PAY-1 needs LOG-1 already. To take that back, type /flow needs PAY-1 not LOG-1.',
    );
    expect((await mei('needs PAY-1 PAY-99')).text).toContain("I don't know PAY-99.");
    expect((await mei('needs PAY-1 rain')).text).toContain('isn');
    expect((await mei('needs PAY-1 not PAY-4')).text).toContain("PAY-1 doesn't need PAY-4.");
    expect((await mei('needs PAY-1 not')).text).toContain('PAY-1 no longer needs what?');
    expect((await pawel('needs PAY-4 LOG-4')).text).toMatch(
      /This is for the owner of Payments \(.*\) and the teams that pull from it \(Checkout\)\./,
    );
    expect(await fingerprint(opened.database)).toEqual(before);
  });

  it('closes no circle when several people add its links at once, over streams that no two of them share', async () => {
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([
        at.type('mei', 'checkout', 'needs PAY-4 LOG-4'),
        at.type('pawel', 'warehouse', 'needs LOG-4 PAY-3'),
        at.type('mei', 'checkout', 'needs PAY-3 LOG-3'),
        at.type('pawel', 'warehouse', 'needs LOG-3 PAY-4'),
      ]);
      const found = await links();
      const circle = ['PAY-4→LOG-4', 'LOG-4→PAY-3', 'PAY-3→LOG-3', 'LOG-3→PAY-4'];
      const standing = circle.filter((one) => found.includes(one));
      expect(standing.length).toBe(3);
      for (const one of standing) {
        const [item, needs] = one.split('→') as [string, string];
        await (item.startsWith('PAY') ? mei : pawel)(`needs ${item} not ${needs}`);
      }
    }
    expect(await links()).toEqual(['LOG-1→PAY-3', 'PAY-1→LOG-1', 'PAY-2→LOG-2']);
  });

  it('are listed with the rate and how it was 12 weeks before', async () => {
    const listed = await at.type('ruth', 'general', 'dependencies');
    expect(listed.text).toContain('3 of 8 unfinished items wait for another: 38 %. 12 weeks ago there was nothing to compare with.');
    expect(plain(listed)).toContain('LOG-1 · Label printer needs PAY-3 · Clearer declines (ready, Payments)');
    // As if all that had happened 13 weeks ago; PAY-2's need is given up today.
    for (const [table, column] of [
      ['stage_visit', 'entered_at'],
      ['stage_visit', 'left_at'],
      ['dependency', 'created_at'],
      ['event', 'at'],
    ])
      await opened.database.client.$executeRawUnsafe(`UPDATE ${table} SET ${column} = ${column} - interval '91 days'`);
    expect((await mei('needs PAY-2 not LOG-2')).text).toContain('PAY-2 · Gift cards no longer needs LOG-2 · Parcel lockers.');
    const of = await mei('dependencies PAY');
    expect(of.text).toContain('1 of 4 unfinished items waits for another: 25 %. 12 weeks ago: 50 % (2 of 4).');
    expect(plain(of)).not.toContain('LOG-1 · Label printer needs');
    expect((await mei('dependencies nowhere')).text).toContain('There are LOG, PAY.');
  });

  it('wait for nothing that is done or parked', async () => {
    await pawel('needs LOG-1 not PAY-3');
    await pawel('pull');
    await pawel('done LOG-1');
    expect((await mei('needs PAY-4 LOG-1')).text).toContain('LOG-1 is done already, so nothing has to wait for it.');
    expect(plain(await mei('PAY-1'))).toContain('Needs LOG-1 · Label printer (done, Logistics)');
    expect((await mei('dependencies PAY')).text).toContain('0 of 4 unfinished items wait for another: 0 %.');
    await at.type('jonas', 'warehouse', 'park LOG-2');
    await at.send('jonas', { reasonCode: 'other', reason: 'Rain' });
    expect((await mei('needs PAY-4 LOG-2')).text).toContain(
      'LOG-2 is parked: PAY-4 would wait for ever. Bring it back first: /flow revive LOG-2.',
    );
  });

  it('leave a log whose replay gives the tables (C-12)', async () => {
    const stages = await opened.database.client.stage.findMany();
    const found = await opened.database.client.dependency.findMany();
    for (const { row: item, events } of await readHistories(opened.database)) {
      const folded = foldItemHistory(events, stages as never);
      const needs = found.filter((one) => one.itemId === item.id).map((one) => one.needsId);
      expect([...folded.needs].sort()).toEqual(needs.sort());
      expect(item.revision).toBe(folded.item.revision);
    }
    expect(await row(opened.database, "SELECT count(*)::int > 10 AS many FROM event WHERE kind IN ('needs', 'needless')")).toEqual({
      many: true,
    });
  });
});
