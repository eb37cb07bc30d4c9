import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dueOn, isWaiting } from '../../../../src/model/epic/review.ts';
import { startTestApp, type TestApp } from '../../../support/app.ts';
import { describeDatabases, type TestDatabase } from '../../../support/databases.ts';
import { plain } from '../../../support/plain.ts';
import { fingerprint, row, type SlackTold, setUp, userId } from '../../../support/play.ts';
import { pressRaw } from '../../../support/raw.ts';
import type { Play } from '../../../support/scene.ts';

const ZONE = 'Europe/Berlin';
const HOPED = 'Fewer people call about their refund';

describeDatabases('outcomes and their reviews', (open) => {
  let opened: TestDatabase;
  let app: TestApp;
  let at: Play<SlackTold>;
  beforeAll(async () => {
    opened = await open();
    app = await startTestApp(opened, { demo: false });
    // The first request of a process loads code; on a busy machine that alone may take longer than Slack waits.
    await app.driver.command({ as: 'ruth', channel: 'general', text: '/flow help' });
    at = plain(
      await setUp(app, {
        streams: [{ key: 'PAY', name: 'Payments', owner: 'ines' }],
        teams: [{ name: 'Checkout', limit: 9, streams: ['PAY'], people: ['mei'], channel: 'checkout' }],
      }),
    );
    await at.type('tomas', 'general', 'setup roles');
    await at.send('tomas', { adminIds: [userId(app, 'tomas')], leaderIds: [userId(app, 'amara')] });
  });
  afterAll(async () => {
    expect(app.driver.refusals).toEqual([]);
    await app.stop();
    await opened.close();
  });
  const one = (sql: string) => row(opened.database, sql);
  const run = (sql: string) => opened.database.client.$executeRawUnsafe(sql);
  const says = async (as: string, words: string) => at.type(as, 'general', words);
  const errors = (as: string) => app.driver.view(as)?.errors ?? {};
  const propose = async (title: string, outcome = HOPED) => {
    await at.type('mei', 'checkout', `propose ${title}`);
    await at.send('mei', { outcome });
  };
  /** Delivered so many days ago, begun ten days before that. */
  const deliver = (key: string, days: number) =>
    run(`UPDATE epic SET state = 'delivered', version = version + 1, created_at = now() - interval '90 days', started_at = now() - interval '${days + 10} days',
      finished_at = now() - interval '${days} days' WHERE key = '${key}'`);

  it('says what is unknown instead of 0', async () => {
    const told = await says('ruth', 'review');
    expect(told.text).toContain('No review is due.');
    expect(told.text).toContain('Feature Factory Ratio: n/a: there is no epic');
    expect(told.text).toContain('Outcome hit rate: n/a: nothing was reviewed yet');
    expect(told.text).toContain('Reviews done of those due: n/a: none was due');
    expect(told.text).toContain('Finished items linked to an outcome, 12 weeks: n/a: nothing was finished');
    expect(told.text).not.toMatch(/\b0 %|NaN|null/);
  });

  it('is refused before delivery, for others than its owner and leaders, and for what is no epic', async () => {
    await propose('Refunds at once');
    expect((await says('mei', 'review E-1')).text).toContain(
      "E-1 isn't delivered: it stands in “Funnel”, so there is nothing to compare yet. A review comes after delivery.",
    );
    expect((await says('ruth', 'review E-1')).text).toContain('This is for the owner of the epic and leaders (leaders: amara).');
    expect((await says('mei', 'review PAY-1')).text).toContain("PAY-1 isn't an epic, and only epics are reviewed.");
    expect((await says('mei', 'review E-99')).text).toContain("I don't know E-99.");
  });

  it('waits for the days after delivery that its epic says, then is due', async () => {
    await deliver('E-1', 3);
    const soon = await says('ruth', 'review');
    expect(soon.text).toContain('Coming up:');
    expect(soon.buttons).not.toContain('Review');
    await run("UPDATE epic SET finished_at = now() - interval '31 days' WHERE key = 'E-1'");
    const due = await says('mei', 'review');
    expect(due.text).toContain('1 review is due:');
    expect(due.text).toContain('Reviews done of those due: 0 % (0 of 1)');
    expect((await says('mei', 'E-1')).text).toMatch(/Review: due since \d+ \w+/);
    await at.press('mei', due, 'Review');
    expect(JSON.stringify(app.driver.view('mei'))).toContain(`Hoped for: “${HOPED}”.`);
  });

  it('asks what the evidence shows, or for its kind, and keeps what was typed', async () => {
    const before = await fingerprint(opened.database);
    await at.send('mei', { verdict: 'Met', evidenceKind: 'A metric', actual: '12 calls a week' });
    expect(errors('mei')).toEqual({ evidence: 'Say in a line what it shows, or choose “None” above.' });
    await at.send('mei', { evidenceKind: 'None', evidence: 'Two calls' });
    expect(errors('mei')).toEqual({ evidenceKind: 'There is evidence below. Say of what kind it is.' });
    expect(await fingerprint(opened.database)).toEqual(before);
    await at.close('mei');
  });

  it('is asked again after "too early", and only then', async () => {
    await says('mei', 'review E-1');
    const early = await at.send('mei', { verdict: 'Too early to say', evidenceKind: 'None' });
    expect(early.text).toContain('E-1 · Refunds at once: too early to say. Noted as D-1. It is due again in 30 days.');
    expect((await says('mei', 'review')).text).toContain('Coming up:');
    await says('mei', 'review E-1');
    expect(JSON.stringify(app.driver.view('mei'))).toContain('Last time: too early to say on');
    const told = await at.send('mei', {
      verdict: 'Partly met',
      actual: '12 calls a week',
      evidenceKind: 'Support data',
      evidence: 'Counted for two weeks',
      learning: 'Ask sooner',
    });
    expect(told.text).toContain('E-1 · Refunds at once: partly met. Noted as D-2.');
    expect(await one("SELECT act, question, choice, reason, effect FROM decision WHERE key = 'D-2'")).toEqual({
      act: 'outcome_review',
      question: 'Did E-1 bring what we hoped for?',
      choice: 'Partly met: 12 calls a week',
      reason: 'Counted for two weeks',
      effect: 'Ask sooner',
    });
    const log = await opened.database.client.event.findMany({ where: { kind: 'reviewed' }, orderBy: { subjectVersion: 'asc' } });
    expect(log.map((event) => event.data)).toEqual([{ verdict: 'too_early' }, { verdict: 'partly' }]);
    const before = await fingerprint(opened.database);
    const again = await says('amara', 'review E-1');
    expect(again.text).toContain('E-1 · Refunds at once was reviewed already. Nothing was changed.');
    expect(again.text).toContain('partly met on');
    expect(again.text).toContain('What we learned: Ask sooner');
    expect(app.driver.view('amara')).toBeUndefined();
    expect(await fingerprint(opened.database)).toEqual(before);
    const card = await says('mei', 'E-1');
    expect(card.text).toContain('by support data: 12 calls a week');
    expect(card.buttons).not.toContain('Review');
  });

  it('is asked anew of what was delivered anew', async () => {
    await propose('Quiet doors', 'Nobody is woken by a door any more');
    const key = String((await one("SELECT key FROM epic WHERE title = 'Quiet doors'"))?.key);
    await deliver(key, 40);
    await run(`INSERT INTO outcome_review (organization_id, id, epic_id, verdict, evidence_kind, at)
      SELECT organization_id, gen_random_uuid(), id, 'met', 'none', now() - interval '50 days' FROM epic WHERE key = '${key}'`);
    expect((await says('mei', 'review')).text).toContain(`${key} · Quiet doors: due since`);
    await says('mei', `review ${key}`);
    expect(app.driver.view('mei')).toBeDefined();
    await at.close('mei');
    await run(`DELETE FROM outcome_review WHERE epic_id IN (SELECT id FROM epic WHERE key = '${key}')`);
    await run(`DELETE FROM epic WHERE key = '${key}'`);
    await run("UPDATE key_counter SET last = last - 1 WHERE prefix = 'E'");
  });

  it('of two at once, one counts and the other is shown it', async () => {
    await propose('Night trains', 'Somebody arrives rested and buys again');
    await deliver('E-2', 40);
    await says('mei', 'review E-2');
    await says('amara', 'review E-2');
    const both = await Promise.all([
      at.send('mei', { verdict: 'Not met', evidenceKind: 'Interviews', evidence: 'Five travellers' }),
      at.send('amara', { verdict: 'Not met', evidenceKind: 'None' }),
    ]);
    const told = both.map(({ text }) => text);
    expect(
      told.filter((text) => text.includes('E-2 · Night trains: not met. Noted as D-3.')),
      told.join(),
    ).toHaveLength(1);
    expect(
      told.filter((text) => text.includes('E-2 · Night trains was reviewed already.')),
      told.join(),
    ).toHaveLength(1);
    expect(await one("SELECT count(*)::int AS n FROM outcome_review WHERE verdict IN ('met', 'not_met')")).toEqual({ n: 1 });
  });

  it('marks what was changed after the start, and keeps what stood before', async () => {
    await propose('Paper maps', 'Nobody gets lost on the way to the shop');
    await run(
      "UPDATE epic SET state = 'investing', started_at = created_at + interval '1 millisecond', version = version + 1 WHERE key = 'E-3'",
    );
    await says('mei', 'outcome E-3');
    expect(JSON.stringify(app.driver.view('mei'))).toContain('Work has begun, so a change is marked as made after the start.');
    await at.send('mei', { outcome: 'Somebody buys a map' });
    const card = await says('ruth', 'E-3');
    expect(card.text).toContain('Anticipated outcome: Somebody buys a map (changed after start, on');
    expect((await says('ruth', 'why E-3')).text).toContain('Somebody buys a map (changed after start, on');
    const versions = await at.press('ruth', card, 'Versions');
    expect(versions.text).toContain('changed after start: Somebody buys a map');
    expect(versions.text).toContain('by mei: Nobody gets lost on the way to the shop');
  });

  it('hints to the owner alone, as questions', async () => {
    await propose('Gift cards', 'Improve user experience');
    expect((await says('mei', 'E-4')).text).toContain(
      'The outcome would fit any epic, so it counts as missing. What would be different, and for whom?',
    );
    // That it counts as missing, everybody reads; the question is for its owner.
    expect((await says('ruth', 'E-4')).text).toContain('Improve user experience (counts as missing: it would fit any epic)');
    expect((await says('ruth', 'E-4')).text).not.toContain('What would be different');
    await deliver('E-4', 1);
    await run("UPDATE epic SET finished_at = created_at + interval '1 day' WHERE key = 'E-4'");
    await says('mei', 'outcome E-4');
    await at.send('mei', { outcome: 'One in ten shoppers gives one away' });
    expect((await says('mei', 'E-4')).text).toContain('The outcome was first written after delivery, so it counts as missing.');
    await says('mei', 'review E-4');
    const told = await at.send('mei', { verdict: 'Met', evidenceKind: 'None' });
    expect(told.text).toContain('nothing says how we know. What could show it?');
  });

  it('gives a hit rate from five verdicts on, counts before', async () => {
    expect((await says('ruth', 'review')).text).toContain('1 met, 1 partly met, 1 not met. Fewer than five say met, partly or not');
    await run(`INSERT INTO epic (organization_id, id, key, title, state, outcome, created_at, finished_at, started_at)
      SELECT organization_id, gen_random_uuid(), 'E-9' || n, 'Old ' || n, 'delivered', 'Somebody smiles', now(), now(), now() FROM epic, generate_series(1, 2) AS n WHERE key = 'E-1'`);
    await run(`INSERT INTO outcome_review (organization_id, id, epic_id, verdict, evidence_kind, at)
      SELECT organization_id, gen_random_uuid(), id, 'met', 'none', now() FROM epic WHERE title LIKE 'Old %'`);
    expect((await says('ruth', 'review')).text).toContain('Outcome hit rate: 70 %: 3 met, 1 partly met, 1 not met');
  });

  it('tells the Feature Factory Ratio with its list and help to write one', async () => {
    await at.type('mei', 'checkout', 'propose Winter gloves');
    await at.send('mei', { notKnown: ['yes'], askAgainOn: '2035-03-01' });
    const told = await says('mei', 'review');
    expect(told.text).toMatch(/Feature Factory Ratio: 29 % \(2 of 7\)/);
    const behind = await at.press('mei', told, 'Which lack one?');
    expect(behind.text).toMatch(/Feature Factory Ratio: 29 % \(2 of 7\)/);
    expect(behind.text).toContain('E-5 · Winter gloves');
    // What was first written after delivery is among them.
    expect(behind.text).toContain('E-4 · Gift cards');
    await at.press('mei', await says('mei', 'review'), 'Help write one');
    expect(JSON.stringify(app.driver.view('mei'))).toContain('Winter gloves');
    await at.close('mei');
  });

  it('tells how much of what was finished serves an outcome, by streams, never by person', async () => {
    for (const title of ['Copper kettle', 'Marble stairs', 'Violet curtains']) await at.type('mei', 'checkout', `add PAY ${title}`);
    // Yesterday: today is not over, and counts tomorrow.
    await run(
      "UPDATE item SET state = 'done', rank = NULL, started_at = day, finished_at = day FROM (SELECT (now() AT TIME ZONE 'Europe/Berlin' - interval '1 day') AT TIME ZONE 'Europe/Berlin' AS day) AS d",
    );
    await run("UPDATE item SET epic_id = e.id FROM epic e WHERE e.key = 'E-1' AND item.key = 'PAY-1'");
    await run("UPDATE item SET kind = 'debt' WHERE key IN ('PAY-2', 'PAY-3')");
    await run("UPDATE item SET purpose = 'Releases no longer wait' WHERE key = 'PAY-2'");
    const told = await says('ruth', 'review');
    expect(told.text).toContain('Finished items linked to an outcome, 12 weeks: 33 % (1 of 3)');
    expect(told.text).toContain('Enablers and debt that say whom or what they serve: 50 % (1 of 2)');
    expect(told.text).not.toMatch(/by mei|mei:/);
  });

  it('is the roadmap, too: from states, without dates, and as Markdown to copy', async () => {
    const told = await says('ruth', 'roadmap');
    expect(told.text).toMatch(
      /Now · 1[\s\S]*E-3 · Paper maps[\s\S]*Next · 0[\s\S]*No epic is ready[\s\S]*Later · 1[\s\S]*E-5 · Winter gloves/,
    );
    expect(told.text).not.toMatch(/20\d\d|E-1 ·/);
    await run("UPDATE epic SET title = 'Winter *gloves*' WHERE key = 'E-5'");
    const markdown = await at.press('ruth', told, 'As Markdown');
    expect(app.driver.text(markdown.message as never)).toContain('# Roadmap of Lindenhof\n\nMade from where epics stand.');
    expect(app.driver.text(markdown.message as never)).toContain('- **E-5** Winter \\*gloves\\*: outcome not known yet');
    expect((await says('ruth', 'roadmap later')).text).toContain('E-5');
    expect((await says('ruth', 'roadmap later 9')).text).toContain('There are no more here.');
    expect((await says('ruth', 'roadmap export 9')).text).toContain('That was the last part.');
    expect((await says('ruth', 'roadmap soon')).text).toContain('“soon” is no part of the roadmap.');
  });

  it('shows a long roadmap and many reviews in pieces, each epic once and none left out', async () => {
    // Told by the model, epic by epic; the lists and counts come from the database.
    const VERDICTS_TOLD = [null, 'met', 'partly', 'not_met', 'too_early', 'cannot_tell'] as const;
    const DELIVERED = 44;
    await run(
      `INSERT INTO epic (organization_id, id, key, title, state, outcome, created_at, started_at)
       SELECT o.id, gen_random_uuid(), 'E-' || (100 + n), 'Roadmap ' || n, (ARRAY['investing', 'ready', 'exploring', 'funnel'])[1 + n % 4], 'Calm', now() + n * interval '1 s', now()
       FROM organization o, generate_series(1, 60) AS n`,
    );
    await run(
      `INSERT INTO epic (organization_id, id, key, title, state, outcome, created_at, finished_at, review_lag)
       SELECT o.id, gen_random_uuid(), 'E-' || (200 + n), 'Delivered ' || n, 'delivered', 'Calm', now() - interval '400 days', now() - n * interval '41 hours', (n * 7) % 60
       FROM organization o, generate_series(1, ${DELIVERED}) AS n`,
    );
    await run(
      `INSERT INTO outcome_review (organization_id, id, epic_id, verdict, evidence_kind, at)
       SELECT e.organization_id, gen_random_uuid(), e.id, (ARRAY['met', 'partly', 'not_met', 'too_early', 'cannot_tell'])[substr(e.key, 3)::int % 6], 'none', e.finished_at + interval '5 hours'
       FROM epic e WHERE e.title LIKE 'Delivered %' AND substr(e.key, 3)::int % 6 > 0`,
    );
    const epics = await opened.database.client.epic.findMany({ where: { state: 'delivered' } });
    const reviews = await opened.database.client.outcomeReview.findMany({ orderBy: { at: 'desc' } });
    const today = DateTime.now().setZone(ZONE).toFormat('yyyy-MM-dd');
    const judged = epics.map((epic) => {
      const finishedAt = epic.finishedAt as Date;
      const last = reviews.find((one) => one.epicId === epic.id && one.at >= finishedAt);
      const verdict = VERDICTS_TOLD.find((one) => one === (last?.verdict ?? null)) ?? null;
      const due = dueOn({ finishedAt, reviewLag: epic.reviewLag, verdict, reviewedAt: last?.at ?? null }, ZONE);
      const waits = isWaiting({ verdict });
      // Whoever looked ahead of the day did no review that was due.
      const came = dueOn({ finishedAt, reviewLag: epic.reviewLag, verdict: null, reviewedAt: null }, ZONE) <= today;
      return { key: epic.key, verdict, list: waits ? (due <= today ? 'due' : 'coming') : null, done: verdict !== null, came };
    });
    const expected = {
      due: judged.filter((one) => one.list === 'due').map((one) => one.key),
      coming: judged.filter((one) => one.list === 'coming').map((one) => one.key),
      done: judged.filter((one) => one.done).map((one) => one.key),
    };
    const told = await says('ruth', 'review');
    expect(told.text).toContain(`${expected.due.length} reviews are due:`);
    const overdue = expected.due.length;
    const settled = judged.filter((one) => one.came && one.list !== 'due').length;
    expect(told.text).toContain(
      `Reviews done of those due: ${Math.round((100 * settled) / (settled + overdue))} % (${settled} of ${settled + overdue})`,
    );
    const met = judged.filter((one) => one.verdict === 'met').length;
    expect(told.text).toContain(`${met} met`);
    const keysIn = (text: string) => [...text.matchAll(/E-\d+(?= · )/g)].map(([key]) => key);
    for (const which of ['due', 'coming', 'done'] as const) {
      const seen: string[] = [];
      for (let after = 0; after < expected[which].length + 20; after += 20) {
        const piece = await pressRaw(
          app,
          'ruth',
          { id: at.placeId('general'), name: 'general' },
          {
            id: 'outcomes.more',
            value: JSON.stringify({ d: { which, after }, n: randomUUID() }),
          },
        );
        seen.push(...keysIn(piece.text.replaceAll('*', '')));
      }
      expect([...seen].sort()).toEqual([...expected[which]].sort());
    }
    const open = (
      await opened.database.client.epic.findMany({ where: { state: { in: ['investing', 'ready', 'exploring', 'funnel'] } } })
    ).map((one) => one.key);
    const parts: string[] = [];
    for (let page = 1; page <= Math.ceil(open.length / 12); page += 1) {
      const shown = await says('ruth', `roadmap export ${page}`);
      parts.push(app.driver.text(shown.message as never));
    }
    const whole = parts.join('\n');
    expect([...whole.matchAll(/\*\*(E-\d+)\*\*/g)].map(([, key]) => key).sort()).toEqual([...open].sort());
    expect([...whole.matchAll(/^## \w+$/gm)].map(([head]) => head)).toEqual(['## Now', '## Next', '## Later']);
    expect((await says('ruth', `roadmap export ${parts.length + 1}`)).text).toContain('That was the last part.');
    const map = await says('ruth', 'roadmap');
    expect(map.text).toMatch(/Later · 31/);
    expect(map.buttons).toContain('And 23 more');
    const later = [...keysIn((await says('ruth', 'roadmap later')).text), ...keysIn((await says('ruth', 'roadmap later 2')).text)];
    expect(new Set(later).size).toBe(31);
    await run("DELETE FROM outcome_review WHERE epic_id IN (SELECT id FROM epic WHERE title LIKE 'Delivered %')");
    await run("DELETE FROM epic WHERE title LIKE 'Delivered %' OR title LIKE 'Roadmap %'");
  });

  it('tells the whole chain from an item, an epic and a parked idea up to where we must win', async () => {
    await at.press('amara', await says('amara', 'strategy'), 'Write a theme');
    await at.send('amara', { name: 'Calm money', winWhere: 'Where nobody waits for a refund' });
    await at.press('amara', await says('amara', 'T-1'), 'Activate');
    await at.press('amara', await says('amara', 'strategy'), 'Add an objective');
    const objective = await at.send('amara', { title: 'Refunds that nobody asks about', themeId: 'T-1 · Calm money' });
    await at.press('amara', objective, 'Add a key result');
    await at.send('amara', { title: 'Calls', unit: 'a week', baseline: '40', target: '10' });
    await at.press('mei', await says('mei', 'E-3'), 'Details');
    const saved = await at.send('mei', { keyResultId: 'K-1 · Calls' });
    expect(saved.text).toContain('Key result: K-1 · Calls');
    const chain = [
      'Key result: K-1 · Calls: 40 a week → 10 a week, not measured yet (for “Refunds that nobody asks about”)',
      'Theme: T-1 · Calm money, by its key result',
      'Where must we win: Where nobody waits for a refund',
    ];
    await at.type('mei', 'checkout', 'add PAY Silver spoons');
    await run("UPDATE item SET epic_id = e.id FROM epic e WHERE e.key = 'E-3' AND item.key = 'PAY-4'");
    for (const words of ['why E-3', 'why PAY-4']) for (const link of chain) expect((await says('ruth', words)).text).toContain(link);
    await at.press('mei', await says('mei', 'E-3'), 'Details');
    expect((await at.send('mei', { themeId: 'T-1 · Calm money' })).text).toContain('Theme: T-1 · Calm money');
    expect((await says('ruth', 'why E-3')).text).not.toContain('by its key result');
    expect((await says('ruth', 'strategy')).text).toContain('Open epics that name a key result: 1 of 2 (50 %).');
    await says('mei', 'park E-3');
    await at.send('mei', { reasonCode: 'other', reason: 'Nobody walks' });
    const idea = await says('ruth', 'why I-1');
    expect(idea.text).toContain('Because: Nobody walks');
    expect(idea.text).toContain('Where must we win: Where nobody waits for a refund');
    expect((await says('ruth', 'why E-2')).text).toContain('Key result: none named');
  });

  it('does not name what was retired meanwhile', async () => {
    await at.press('mei', await says('mei', 'E-5'), 'Details');
    await run("UPDATE theme SET state = 'retired'");
    await at.send('mei', { themeId: 'T-1 · Calm money' });
    expect(errors('mei')).toEqual({ themeId: 'That theme is not active any more. Pick another, or leave it empty.' });
    await at.close('mei');
  });
});
