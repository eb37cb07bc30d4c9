import type { TestApp } from '../support/app.ts';
import { finishOn, USUAL_DAYS } from '../support/finish-on.ts';
import { justify } from '../support/justify.ts';
import { row, type SlackTold, setUp, userId } from '../support/play.ts';
import type { Play } from '../support/scene.ts';

/** Ids by what people call the things: keys of items and streams, names of tags. */
export type IdOf = (name: string) => string;

/** Nothing in one title is like anything in another. */
const ITEMS = {
  LAB: [
    'First',
    'Second',
    'Third',
    'Fourth',
    'Umbrella stand',
    'Copper kettle',
    'Marble stairs',
    'Violet curtains',
    'Bicycle racks',
    'Winter gloves',
    'Harbour lanterns',
    'Paper boats',
  ],
  ORD: ['Quiet doors', 'Longer benches', 'Fresh paint'],
  STO: ['Olive trees', 'Wooden bridge', 'Silver spoons', 'Garden hoses', 'Clay pots'],
} as const;

/** E-1 to E-4. */
const EPICS = ['Night trains', 'Quieter alarms', 'Invoices by post', 'Cheaper windows'] as const;
/** E-5 to E-12: each lacks just what its form asks for; E-8, E-9 and E-10 run, E-10 by leave to be over the limit: the portfolio is full. */
const BETS = [
  'Lemon groves',
  'Chalk boards',
  'Amber lamps',
  'Moonlit markets',
  'Tin whistles',
  'Brass buttons',
  'Feather pillows',
  'Sundial repairs',
] as const;

/** Lotte leads: she decides on bets, and reviews them. */
async function bet(app: TestApp, at: Play<SlackTold>): Promise<void> {
  await at.type('tomas', 'general', 'setup roles');
  await at.send('tomas', { adminIds: [userId(app, 'tomas')], leaderIds: [userId(app, 'lotte')] });
  const keys = BETS.map((_, n) => `E-${EPICS.length + 1 + n}`);
  for (const key of keys) await justify(app.database, key, 'LAB');
  await row(app.database, "UPDATE organization SET bet_limit = 2, invest_by = 'case' RETURNING id");
  for (const [key, change] of [
    ['E-5', "state = 'exploring', hypothesis = NULL"],
    ['E-6', "state = 'ready', case_line = NULL"],
    ['E-7', "state = 'ready', evidence = NULL"],
    ['E-8', "state = 'investing', started_at = now() - interval '3 days'"],
    ['E-9', "state = 'investing', started_at = now() - interval '4 days'"],
    ['E-10', "state = 'investing', started_at = now() - interval '5 days'"],
    ['E-11', "state = 'ready'"],
  ])
    await row(app.database, `UPDATE epic SET ${change} WHERE key = $1 RETURNING id`, key);
  await row(
    app.database,
    `INSERT INTO bet_exception (organization_id, id, epic_id, from_at, until_at)
     SELECT organization_id, gen_random_uuid(), id, now() - interval '2 days', now() + interval '9 days' FROM epic WHERE key = 'E-10' RETURNING id`,
  );
  await at.type('lotte', 'checkout', 'review bets');
}

// By the clock on the wall: days of 24 hours would end on another date where summer time lies between.
const ago = (days: number) => `(now() AT TIME ZONE 'Europe/Berlin' - interval '${days} days') AT TIME ZONE 'Europe/Berlin'`;

/**
 * A company with a thing for every form, so that no form's answer stands in the way of another's.
 *
 * LAB is Checkout's: 1 to 6, 11 and 12 are refined, 7 and 8 done, 9 and 10 ready. ORD and STO are Ines's: ORD keeps
 * scores, by which ORD-3 comes last; of STO more is ready than fits.
 */
export async function setUpCompany(app: TestApp): Promise<{ readonly at: Play<SlackTold>; readonly idOf: IdOf }> {
  const at = await setUp(app, {
    streams: [
      { key: 'LAB', name: 'Laboratory' },
      { key: 'ORD', name: 'Orders', owner: 'ines' },
      { key: 'STO', name: 'Storage', owner: 'ines' },
      // With so many, a stream is found by typing. Jonas has one to order.
      ...['ZA', 'ZB', 'ZC', 'ZD', 'ZE'].map((key) => ({ key, name: `Stream ${key}`, owner: 'jonas' })),
    ],
    teams: [{ name: 'Checkout', limit: 900, streams: ['LAB'], people: ['mei', 'oskar'], channel: 'checkout' }],
  });
  for (const [stream, titles] of Object.entries(ITEMS))
    for (const title of titles) await at.type('mei', 'checkout', `add ${stream} ${title}`);
  const run = (sql: string) => app.database.client.$executeRawUnsafe(sql);
  await run(
    `UPDATE item SET state = 'ready', purpose = 'For returning shoppers', criteria = 'It can be seen', small_enough = true, ready_at = created_at
     WHERE key IN ('LAB-9', 'LAB-10', 'ORD-1', 'ORD-2', 'ORD-3', 'STO-2', 'STO-3', 'STO-4')`,
  );
  // Known for long, so that an earlier start can be true.
  await run(
    `UPDATE item SET state = 'done', rank = NULL, created_at = ${ago(30)}, started_at = ${ago(20)},
     finished_at = ${ago(10)} WHERE key IN ('LAB-7', 'LAB-8', 'STO-5')`,
  );
  await run(`UPDATE item SET score = jsonb_build_object('value', 5, 'time', 5, 'risk', 5, 'size', CASE key WHEN 'ORD-3' THEN 20 ELSE 1 END)
    WHERE key LIKE 'ORD-%'`);
  await finishOn(app.database, { key: 'STO' }, USUAL_DAYS);
  await run("UPDATE value_stream SET scored = key = 'ORD', sprint_days = CASE key WHEN 'STO' THEN 1 ELSE sprint_days END");
  for (const [stream, name] of [
    ['ORD', 'Till'],
    ['ORD', 'Counter'],
    ['ORD', 'Ramp'],
    ['STO', 'Basket'],
  ]) {
    await at.press('ines', await at.type('ines', 'checkout', `tags ${stream}`), 'Add a tag');
    await at.send('ines', { name, kind: 'journey' });
  }
  await at.type('mei', 'checkout', 'challenge STO-1 Whose is it?');
  for (const title of [...EPICS, ...BETS, 'Paper lanterns']) {
    await at.type('mei', 'checkout', `propose ${title}`);
    await at.send('mei', { outcome: 'Somebody smiles' });
  }
  await bet(app, at);
  // E-13 waits for its review; Tomas leads, too, and keeps two themes and two key results.
  await run(
    "UPDATE epic SET state = 'delivered', finished_at = now() - interval '40 days', created_at = now() - interval '90 days' WHERE key = 'E-13'",
  );
  await run("UPDATE member SET is_leader = true WHERE name = 'tomas'");
  for (const name of ['Calm money', 'Bright stairs']) {
    await at.press('tomas', await at.type('tomas', 'general', 'strategy'), 'Write a theme');
    await at.press('tomas', await at.send('tomas', { name, winWhere: 'Here' }), 'Activate');
    await at.press('tomas', await at.type('tomas', 'general', 'strategy'), 'Add an objective');
    await at.press('tomas', await at.send('tomas', { title: `Objective of ${name}` }), 'Add a key result');
    await at.send('tomas', { title: `Result of ${name}`, baseline: '0.25', target: '123456' });
  }
  // I-1 and E-3 stay parked, I-2 is open again.
  for (const words of ['Gift wrapping', 'Rooftop gardens', 'E-3']) {
    await at.type('mei', 'checkout', `park ${words}`);
    await at.send('mei', { reasonCode: 'other', reason: 'Rain' });
  }
  await at.type('mei', 'checkout', 'revive I-2 The rain is over');
  // Who acts for the first time is noted; that is no answer's doing.
  for (const { name: as } of app.driver.people) await at.type(as, 'checkout', 'help');
  const ids = await row(
    app.database,
    `SELECT json_object_agg(name, id) AS of FROM (SELECT key AS name, id FROM item UNION ALL SELECT key, id FROM value_stream
     UNION ALL SELECT name, id FROM tag) AS known`,
  );
  const known = ids?.of as Readonly<Record<string, string>>;
  return {
    at,
    idOf: (name) => {
      const id = known[name];
      if (!id) throw new Error(`There is no ${name}.`);
      return id;
    },
  };
}
