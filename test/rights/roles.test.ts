import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { features } from '../../src/features/index.ts';
import { may, RIGHTS, type Right, type Roles, type Scope } from '../../src/model/rights.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { openEither, type TestDatabase } from '../support/databases.ts';
import { addReady, fingerprint, row, type SlackTold, setUp, userId } from '../support/play.ts';
import { pressRaw } from '../support/raw.ts';
import type { Play } from '../support/scene.ts';

// Every role tries every right, and what comes out is what the table says (RELIABILITY 4.6). Nobody acts in a team's own place here, so
// that roles alone decide.
const PEOPLE = ['tomas', 'amara', 'ines', 'jonas', 'mei', 'pawel', 'ruth'] as const;
type Person = (typeof PEOPLE)[number];
const WHERE = { id: 'C0GENERAL', name: 'general' };

let opened: TestDatabase;
let app: TestApp;
let at: Play<SlackTold>;
let ids: Readonly<Record<'pay' | 'log' | 'checkout' | 'warehouse', string>>;
let made = 0;

const one = (sql: string, ...values: unknown[]) => row(opened.database, sql, ...values);
const run = (sql: string, ...values: unknown[]) => opened.database.client.$executeRawUnsafe(sql, ...values);

/** What everybody is; written by hand, so that what identifies people is tested too. */
function rolesOf(person: Person): Roles {
  const teams: Partial<Record<Person, Roles['teams']>> = {
    mei: [{ id: ids.checkout, streamIds: [ids.pay] }],
    pawel: [{ id: ids.warehouse, streamIds: [ids.log] }],
  };
  const owns: Partial<Record<Person, readonly string[]>> = { ines: [ids.pay], jonas: [ids.log] };
  return { admin: person === 'tomas', leader: person === 'amara', owns: owns[person] ?? [], teams: teams[person] ?? [] };
}

/** A ready item of Payments that nobody present added. */
async function freshItem(): Promise<{ readonly key: string; readonly id: string; readonly version: number }> {
  made += 1;
  const key = await addReady(at, 'mei', 'checkout', `PAY Thing ${made} ${randomUUID().slice(0, 8)}`);
  await run('UPDATE item SET created_by = NULL WHERE key = $1', key);
  const item = await one('SELECT id::text AS id, version FROM item WHERE key = $1', key);
  return { key, id: String(item?.id), version: Number(item?.version) };
}

interface Act {
  /** What the right is asked for there. */
  readonly scope: () => Scope;
  /** Does it, as far as a refusal would show; gives what was said. */
  readonly run: (as: Person, item: { readonly key: string; readonly id: string; readonly version: number }) => Promise<string>;
}

const inPay = () => ({ streamId: ids.pay });
const typed =
  (words: (key: string) => string): Act['run'] =>
  async (as, { key }) => {
    const told = await at.type(as, 'general', words(key));
    if (app.driver.view(as)) await app.driver.close({ as });
    return told.text;
  };
const pressed = async (as: Person, id: string, data: Readonly<Record<string, unknown>>, where = WHERE) => {
  const told = await pressRaw(app, as, where, { id, value: JSON.stringify({ d: data, n: randomUUID() }) });
  return told.text;
};

/** One row per right at least. A right that no handler asks for yet stands in `NOWHERE`. */
const ACTS: Readonly<Partial<Record<Right, readonly Act[]>>> = {
  add: [{ scope: inPay, run: typed(() => `add PAY Wish ${randomUUID().slice(0, 8)}`) }],
  refine: [
    { scope: inPay, run: typed((key) => `ready ${key}`) },
    { scope: inPay, run: typed((key) => `date ${key}`) },
  ],
  order: [
    { scope: inPay, run: typed((key) => `order ${key} top`) },
    { scope: inPay, run: typed((key) => `order ${key}`) },
  ],
  deliver: [
    { scope: inPay, run: typed((key) => `block ${key} fog over ${key}`) },
    { scope: inPay, run: typed((key) => `done ${key}`) },
  ],
  reshape: [{ scope: inPay, run: typed((key) => `needs ${key} LOG-1`) }],
  score: [{ scope: inPay, run: typed((key) => `score ${key}`) }],
  correct: [{ scope: inPay, run: typed((key) => `correct ${key}`) }],
  answerFor: [
    {
      scope: inPay,
      run: async (as, { key, id }) => {
        await at.type('ruth', 'general', `challenge ${key} Why?`);
        const challenge = await one('SELECT id::text AS id FROM challenge WHERE item_id = $1::uuid', id);
        return pressed(as, 'challenges.answer', { challengeId: challenge?.id, answer: 'keep' });
      },
    },
  ],
  challenge: [{ scope: inPay, run: typed((key) => `challenge ${key} Why?`) }],
  decide: [{ scope: () => ({}), run: typed((key) => `decide ${key} Which?`) }],
  pull: [
    {
      scope: () => ({ teamId: ids.checkout }),
      run: (as, { id, version }) => pressed(as, 'pull.take', { itemId: id, version, teamId: ids.checkout, reason: 'skill' }),
    },
  ],
  bind: [
    {
      scope: () => ({ teamId: ids.checkout }),
      run: (as) => pressed(as, 'setup.linkTeam', { teamId: ids.checkout }, { id: 'C0PAYMENTS', name: 'payments' }),
    },
  ],
  found: [{ scope: () => ({}), run: (as) => pressed(as, 'setup.newTeam', {}) }],
  propose: [{ scope: () => ({}), run: typed(() => 'propose Quieter alarms') }],
  shape: [{ scope: () => ({}), run: typed(() => 'outcome E-1') }],
  invest: [
    {
      scope: () => ({}),
      run: async (as) => {
        await run("UPDATE epic SET state = 'ready' WHERE key = 'E-1'");
        const epic = await one("SELECT id::text AS id, version FROM epic WHERE key = 'E-1'");
        return pressed(as, 'portfolio.move', { epicId: epic?.id, version: epic?.version, to: 'investing' });
      },
    },
  ],
  park: [{ scope: inPay, run: typed((key) => `park ${key}`) }],
  parkEpic: [{ scope: () => ({}), run: typed(() => 'park E-1') }],
  administer: [{ scope: () => ({}), run: typed(() => 'setup stream') }],
};

/** Rights of rows that other handlers bring: each moves up when its first handler is there. */
const NOWHERE: readonly Right[] = ['expedite', 'transfer', 'govern', 'except'];

// How refusals for lack of a right begin, whoever says them.
const REFUSED =
  /^(This is for |Only |The order of .* is for its owner|Whether to invest in .* is for leaders|You don't speak for that team)/;

beforeAll(async () => {
  opened = await openEither();
  app = await startTestApp(opened, { demo: false });
  // The first request of a process loads code; on a busy machine that alone may take longer than Slack waits.
  await app.driver.command({ as: 'ruth', channel: 'general', text: '/flow help' });
  at = await setUp(app, {
    streams: [
      { key: 'PAY', name: 'Payments', owner: 'ines' },
      { key: 'LOG', name: 'Logistics', owner: 'jonas' },
    ],
    teams: [
      { name: 'Checkout', limit: 900, streams: ['PAY'], people: ['mei'], channel: 'checkout' },
      { name: 'Warehouse', limit: 900, streams: ['LOG'], people: ['pawel'], channel: 'warehouse' },
    ],
  });
  await at.type('tomas', 'general', 'setup roles');
  await at.send('tomas', { adminIds: [userId(app, 'tomas')], leaderIds: [userId(app, 'amara')] });
  for (const as of PEOPLE) await at.type(as, 'general', 'help');
  await addReady(at, 'pawel', 'warehouse', 'LOG Label printer');
  // An epic of nobody present: its owner has a right of their own.
  await at.type('samir', 'general', 'propose Night trains');
  await at.send('samir', { outcome: 'Somebody arrives rested' });
  const found =
    await one(`SELECT (SELECT id::text FROM value_stream WHERE key = 'PAY') AS pay, (SELECT id::text FROM value_stream WHERE key = 'LOG') AS log,
    (SELECT id::text FROM team WHERE name = 'Checkout') AS checkout, (SELECT id::text FROM team WHERE name = 'Warehouse') AS warehouse`);
  ids = found as typeof ids;
});
afterAll(async () => {
  await app.stop();
  await opened.close();
});

describe('the table of rights', () => {
  it('has a row of acts for every right that a handler asks for', () => {
    const handlers = features.flatMap((feature) => [...feature.commands, ...feature.actions, ...feature.forms]);
    const asked = new Set(handlers.flatMap((one) => [one.right, ...(('also' in one ? one.also : undefined) ?? [])]));
    const tried = new Set<Right>(['read', ...(Object.keys(ACTS) as Right[])]);
    expect([...asked].filter((right) => !tried.has(right))).toEqual([]);
    expect((Object.keys(RIGHTS) as Right[]).filter((right) => !tried.has(right) && !NOWHERE.includes(right))).toEqual([]);
  });

  it('says who and what in words that help and `who` can use', () => {
    for (const { what, who } of Object.values(RIGHTS)) {
      expect(what).toMatch(/^[A-Z].*[^.]$/);
      expect(who).not.toBe('');
    }
  });
});

describe.each(Object.entries(ACTS) as [Right, readonly Act[]][])('%s', (right, acts) => {
  it.each(PEOPLE)('is had by %s exactly as the table says', async (as) => {
    for (const { scope, run: act } of acts) {
      const item = await freshItem();
      const allowed = may(right, rolesOf(as), scope());
      const before = await fingerprint(opened.database);
      const said = await act(as, item);
      const wrong = `${as}, ${right}: ${said}`;
      if (allowed) expect(said, wrong).not.toMatch(REFUSED);
      else {
        expect(said, wrong).toMatch(REFUSED);
        const { challenge, event, outbox, epic, posted_message, ...rest } = await fingerprint(opened.database);
        const { challenge: _c, event: _e, outbox: _o, epic: _p, posted_message: _m, ...then } = before;
        // What the test itself set up for the act: the question that is answered, the epic that is moved.
        expect(rest, wrong).toEqual(then);
        if (right !== 'answerFor' && right !== 'invest')
          expect({ challenge, event, outbox, epic, posted_message }, wrong).toEqual({
            challenge: _c,
            event: _e,
            outbox: _o,
            epic: _p,
            posted_message: _m,
          });
      }
    }
  });
});

describe('a right that goes while a form is open', () => {
  type Form = { readonly open: (key: string) => Promise<unknown>; readonly values: Readonly<Record<string, unknown>> };
  const words = (of: (key: string) => string) => (key: string) => at.type('ines', 'general', of(key));
  const FORMS: Readonly<Record<string, Form>> = {
    'order.place': { open: words((key) => `order ${key}`), values: { to: 'At the top' } },
    'scores.score': {
      open: async (key) => {
        await run("UPDATE value_stream SET scored = true WHERE key = 'PAY'");
        return at.type('ines', 'general', `score ${key}`);
      },
      values: { size: '8' },
    },
    'externalDates.date': { open: words((key) => `date ${key}`), values: { on: '2031-03-01', why: 'The law' } },
    'pull.block': { open: words((key) => `block ${key}`), values: { reason: 'Rain' } },
    'dependencies.needs': {
      open: words((key) => `needs ${key}`),
      get values() {
        return { needsId: { text: 'LOG-1', value: logItem } };
      },
    },
    'backlog.prepare': {
      open: async (key) => at.press('ines', await at.type('ines', 'general', key), 'Edit'),
      values: { title: 'Another title' },
    },
    'antiBacklog.parkThing': { open: words((key) => `park ${key}`), values: { reasonCode: 'other', reason: 'Rain' } },
    'corrections.correct': {
      open: async (key) => {
        await run(
          "UPDATE item SET state = 'done', rank = NULL, created_at = '2026-01-01', started_at = '2026-01-05', finished_at = '2026-01-09' WHERE key = $1",
          key,
        );
        return at.type('ines', 'general', `correct ${key}`);
      },
      values: { startedOn: '2026-01-03', reason: 'Forgotten' },
    },
    'challenges.answer': {
      open: async (key) => {
        await at.type('ruth', 'general', `challenge ${key} Why?`);
        return at.press('ines', await at.type('ines', 'general', key), 'Keep it');
      },
      values: { reason: 'It is ours' },
    },
  };
  let logItem = '';
  beforeAll(async () => {
    logItem = String((await one("SELECT id::text AS id FROM item WHERE key = 'LOG-1'"))?.id);
  });

  it.each(Object.keys(FORMS))('is gone when it is sent: %s', async (name) => {
    const { key } = await freshItem();
    const { open, values } = FORMS[name] as Form;
    await open(key);
    const view = app.driver.view('ines');
    expect(view, name).toBeDefined();
    const owner = await one("SELECT owner_id::text AS id FROM value_stream WHERE key = 'PAY'");
    await run("UPDATE value_stream SET owner_id = NULL WHERE key = 'PAY'");
    try {
      const before = await fingerprint(opened.database);
      await app.driver.submit({ as: 'ines', view, values });
      const [said] = Object.values(app.driver.view('ines')?.errors ?? {});
      expect(String(said), name).toMatch(REFUSED);
      expect(await fingerprint(opened.database), name).toEqual(before);
    } finally {
      await run("UPDATE value_stream SET owner_id = $1::uuid WHERE key = 'PAY'", owner?.id);
    }
    // The form is still open; with the right back, it does what it says.
    const sent = await app.driver.submit({ as: 'ines', view: app.driver.view('ines'), values });
    expect(sent.text, name).not.toBe('');
    expect(app.driver.view('ines'), name).toBeUndefined();
  });

  it('is gone for an admin, too: setup', async () => {
    await at.type('tomas', 'general', 'setup stream');
    const view = app.driver.view('tomas');
    await run("UPDATE member SET is_admin = false WHERE name = 'tomas'");
    const before = await fingerprint(opened.database);
    await app.driver.submit({ as: 'tomas', view, values: { name: 'Third', key: 'THI' } });
    expect(JSON.stringify(app.driver.view('tomas')?.errors)).toContain('Only admins may change how Millrace is set up');
    expect(await fingerprint(opened.database)).toEqual(before);
    await run("UPDATE member SET is_admin = true WHERE name = 'tomas'");
    await app.driver.close({ as: 'tomas' });
  });
});

describe('/flow who', () => {
  it('tells every right with its role, from the table', async () => {
    const { text } = await at.type('ruth', 'general', 'who');
    for (const { what, of } of Object.values(RIGHTS))
      expect(text.toLowerCase()).toContain(of === 'everybody' ? what.toLowerCase() : what.toLowerCase());
  });

  it('names who that is, and who can name one where there is nobody', async () => {
    expect((await at.type('ruth', 'general', 'who order')).text.replaceAll('*', '')).toContain('Payments: the owner of Payments (ines)');
    expect((await at.type('mei', 'checkout', 'who block')).text).toContain(
      'the owner of Payments (ines) and the teams that pull from it (Checkout)',
    );
    expect((await at.type('mei', 'checkout', 'who pull')).text).toContain('the people of Checkout (mei)');
    expect((await at.type('ruth', 'general', 'who setup')).text).toContain('admins: tomas');
    expect((await at.type('ruth', 'general', 'who outcome')).text).toContain('leaders: amara');
    expect((await at.type('ruth', 'general', 'who odrer')).text).toContain('Did you mean order?');
    expect((await at.type('ruth', 'general', 'who xylophone')).text).toContain("I don't know “xylophone”.");
    await run("UPDATE value_stream SET owner_id = NULL WHERE key = 'LOG'");
    const item = 'LOG-1';
    expect((await at.type('ruth', 'general', `score ${item}`)).text).toBe(
      'This is for the owner of Logistics (nobody yet). An admin names one with /flow setup stream: tomas.',
    );
  });

  it('is what help says, too', async () => {
    expect((await at.type('ruth', 'general', 'help order')).text).toContain("Open to the stream's owner.");
    expect((await at.type('ruth', 'general', 'help done')).text).toContain("Open to the stream's owner and the teams that pull from it.");
  });
});
