import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mentionsAndLinks } from '../../src/playground/index.ts';
import type { View } from '../../src/playground/protocol.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import type { TestDatabase } from '../support/databases.ts';
import { fingerprint, openEither, type Play, row, setUp, userId } from '../support/play.ts';
import { pressRaw, submitRaw, withTexts } from '../support/raw.ts';
import { CORPUS, NUMBERS, type Sample } from './corpus.ts';

/** A text field: how long it may be, whether it may stay empty, and where to read what was stored. */
interface TextField {
  readonly limit: number;
  readonly several?: true;
  readonly optional?: true;
  /** Left empty, it is refused only once every other answer can be read. */
  readonly judged?: true;
  readonly stored: string;
  readonly good: string;
}

interface TextForm {
  readonly as: string;
  /** Opens it anew. */
  readonly open: () => Promise<unknown>;
  readonly fields: Readonly<Record<string, TextField>>;
  /** It carries the state of a thing that changes, so it is opened anew each time. */
  readonly fresh?: true;
  /** What it needs besides texts, as Slack would send it. */
  readonly picks?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** After it was accepted: makes the next opening possible. */
  readonly after?: () => Promise<unknown>;
}

let opened: TestDatabase;
let app: TestApp;
let at: Play;

/** What a field does with a text: the value stored (null for none), or undefined when it is refused. */
function expected(sample: Sample, field: TextField): string | null | undefined {
  if (sample.broken || (sample.letters ?? 0) > field.limit) return undefined;
  const value = field.several ? (sample.lines ?? sample.line) : sample.line;
  if (value === null && !field.optional) return undefined;
  return value;
}

const edit = async (label: string) => {
  const overview = await at.type('tomas', 'general', 'setup');
  const buttons = overview.message ? app.driver.buttons(overview.message).filter((one) => one.label === 'Edit') : [];
  const wanted = buttons.find((one) => one.actionId === label);
  return app.driver.click({ as: 'tomas', message: overview.message, actionId: label, blockId: wanted?.blockId ?? '' });
};

const FORMS: Readonly<Record<string, TextForm>> = {
  'setup.organization': {
    as: 'tomas',
    open: async () => at.press('tomas', await at.type('tomas', 'general', 'setup'), 'Name and zone'),
    fields: { name: { limit: 80, stored: 'SELECT name AS v FROM organization', good: 'Lindenhof' } },
  },
  'setup.stream': {
    as: 'tomas',
    open: () => edit('setup.stream'),
    fields: { name: { limit: 80, stored: "SELECT name AS v FROM value_stream WHERE key = 'LAB'", good: 'Laboratory' } },
  },
  'setup.team': {
    as: 'tomas',
    open: () => edit('setup.team'),
    fields: { name: { limit: 80, stored: 'SELECT name AS v FROM team', good: 'Checkout' } },
  },
  'backlog.add': {
    as: 'mei',
    open: () => at.type('mei', 'checkout', 'add'),
    fields: {
      title: { limit: 200, stored: 'SELECT title AS v FROM item ORDER BY created_at DESC LIMIT 1', good: 'A title' },
      purpose: { limit: 500, optional: true, stored: 'SELECT purpose AS v FROM item ORDER BY created_at DESC LIMIT 1', good: '' },
    },
  },
  'backlog.prepare': {
    as: 'oskar',
    fresh: true,
    open: async () => at.press('oskar', await at.type('oskar', 'checkout', 'LAB-1'), 'Edit'),
    fields: {
      title: { limit: 200, stored: "SELECT title AS v FROM item WHERE key = 'LAB-1'", good: 'A title' },
      purpose: { limit: 500, optional: true, stored: "SELECT purpose AS v FROM item WHERE key = 'LAB-1'", good: '' },
      criteria: { limit: 3000, several: true, optional: true, stored: "SELECT criteria AS v FROM item WHERE key = 'LAB-1'", good: '' },
    },
  },
  'pull.block': {
    as: 'oskar',
    fresh: true,
    open: () => at.type('oskar', 'checkout', 'block LAB-2'),
    fields: {
      reason: { limit: 500, several: true, stored: 'SELECT reason AS v FROM blocked_interval WHERE to_at IS NULL', good: 'Rain' },
    },
    after: () => at.type('oskar', 'checkout', 'unblock LAB-2'),
  },
  'portfolio.propose': {
    as: 'mei',
    open: () => at.type('mei', 'checkout', 'propose'),
    fields: {
      title: { limit: 200, stored: newest('epic', 'title'), good: 'An epic' },
      outcome: { limit: 500, several: true, judged: true, stored: newest('epic', 'outcome'), good: 'A hope' },
      measure: { limit: 500, optional: true, stored: newest('epic', 'measure'), good: '' },
    },
  },
  'portfolio.outcome': {
    as: 'mei',
    fresh: true,
    open: () => at.type('mei', 'checkout', 'outcome E-1'),
    fields: {
      outcome: { limit: 500, several: true, stored: "SELECT outcome AS v FROM epic WHERE key = 'E-1'", good: 'A hope' },
      measure: { limit: 500, optional: true, stored: "SELECT measure AS v FROM epic WHERE key = 'E-1'", good: '' },
    },
    after: () => at.type('mei', 'checkout', 'E-1'),
  },
  'portfolio.details': {
    as: 'mei',
    fresh: true,
    open: async () => at.press('mei', await at.type('mei', 'checkout', 'E-1'), 'Details'),
    fields: {
      title: { limit: 200, stored: "SELECT title AS v FROM epic WHERE key = 'E-1'", good: 'An epic' },
      forWhom: { limit: 500, optional: true, stored: "SELECT for_whom AS v FROM epic WHERE key = 'E-1'", good: '' },
      problem: { limit: 500, several: true, optional: true, stored: "SELECT problem AS v FROM epic WHERE key = 'E-1'", good: '' },
      hypothesis: { limit: 500, several: true, optional: true, stored: "SELECT hypothesis AS v FROM epic WHERE key = 'E-1'", good: '' },
      evidence: { limit: 3000, several: true, optional: true, stored: "SELECT evidence AS v FROM epic WHERE key = 'E-1'", good: '' },
    },
    after: async () => {
      for (const words of ['portfolio', 'why E-1', 'outcome', 'E-1']) {
        await at.type('mei', 'checkout', words);
        expectHarmless('mei');
      }
    },
  },
  'antiBacklog.parkIdea': {
    as: 'mei',
    open: () => at.type('mei', 'checkout', 'park'),
    picks: { reasonCode: { type: 'static_select', selected_option: { value: 'other' } } },
    fields: {
      title: { limit: 200, stored: newest('parked_idea', 'title'), good: 'An idea' },
      reason: { limit: 500, several: true, stored: newest('parked_idea', 'reason'), good: 'Rain' },
      reopenWhen: { limit: 500, optional: true, stored: newest('parked_idea', 'reopen_when'), good: '' },
    },
    after: async () => {
      const idea = await row(opened.database, newest('parked_idea', 'key'));
      for (const words of ['parked', `show ${idea?.v}`, `why ${idea?.v}`]) {
        await at.type('mei', 'checkout', words);
        expectHarmless('mei');
      }
    },
  },
  'antiBacklog.parkThing': {
    as: 'mei',
    fresh: true,
    open: () => at.type('mei', 'checkout', 'park E-2'),
    picks: { reasonCode: { type: 'static_select', selected_option: { value: 'other' } } },
    fields: {
      reason: { limit: 500, several: true, stored: newest('parked_idea', 'reason'), good: 'Rain' },
      reopenWhen: { limit: 500, optional: true, stored: newest('parked_idea', 'reopen_when'), good: '' },
    },
    after: async () => {
      for (const words of ['why E-2', 'E-2', 'revive E-2 The rain is over']) {
        await at.type('mei', 'checkout', words);
        expectHarmless('mei');
      }
    },
  },
  'antiBacklog.revive': {
    as: 'mei',
    fresh: true,
    open: async () => {
      await at.type('mei', 'checkout', 'park E-3');
      if (app.driver.view('mei')) await at.send('mei', { reasonCode: 'other', reason: 'Rain' });
      return at.type('mei', 'checkout', 'revive E-3');
    },
    fields: {
      reason: {
        limit: 500,
        stored:
          "SELECT data->>'reason' AS v FROM event WHERE subject_type = 'idea' AND kind = 'revived' ORDER BY at DESC, subject_id DESC LIMIT 1",
        good: 'It dried up',
      },
    },
    after: async () => {
      const idea = await row(opened.database, newest('parked_idea', 'key'));
      await at.type('mei', 'checkout', `show ${idea?.v}`);
      expectHarmless('mei');
    },
  },
};

function newest(table: string, column: string): string {
  return `SELECT ${column} AS v FROM ${table} ORDER BY created_at DESC, id DESC LIMIT 1`;
}

// Slack keeps what was typed as long as the view stays, so a form that is still open may be sent again.
const standing = new Map<string, View>();

async function openView(name: string): Promise<View> {
  const form = FORMS[name];
  if (!form) throw new Error(`No form ${name}.`);
  await form.open();
  const view = app.driver.view(form.as);
  if (!view) throw new Error(`${name} did not open.`);
  await app.driver.close({ as: form.as });
  return view;
}

/** What a person would send: the texts, and what the form needs besides them. */
function stateWith(form: TextForm, view: View, texts: Readonly<Record<string, string>>) {
  const { values } = withTexts(view, texts);
  const picks = Object.entries(form.picks ?? {}).map(([field, value]) => [field, { [field]: value }]);
  return { values: { ...values, ...Object.fromEntries(picks) } };
}

/** By now something like it may be known. Then that is asked first, and the person says that it is something else. */
async function goOn(as: string): Promise<void> {
  const held = await row(
    opened.database,
    "SELECT f.form, f.id::text AS id FROM form_draft f JOIN account a USING (organization_id, member_id) WHERE jsonb_exists(f.data, 'held') AND a.external_user = $1",
    userId(app, as),
  );
  if (!held) return;
  expectHarmless(as);
  const value = JSON.stringify({ d: { heldId: held.id }, n: String(held.id) });
  const told = await pressRaw(app, as, { id: 'C0CHECKOUT', name: 'checkout' }, { id: String(held.form), value });
  expect(told.text).not.toBe('');
  expectHarmless(as);
}

/** Nothing that a person typed pings, links, or leaves what Slack takes. */
function expectHarmless(...people: string[]): void {
  for (const as of people) {
    for (const channel of ['general', 'checkout']) {
      const message = app.driver.lastMessage(channel, as);
      const live = message ? mentionsAndLinks(message).filter((one) => !(one.auto && one.path === '/text')) : [];
      expect(live, `${as} in ${channel}`).toEqual([]);
    }
  }
  expect(app.driver.refusals).toEqual([]);
}

beforeAll(async () => {
  opened = await openEither();
  app = await startTestApp(opened, { demo: false });
  at = await setUp(app, {
    streams: [{ key: 'LAB', name: 'Laboratory' }],
    teams: [{ name: 'Checkout', limit: 900, streams: ['LAB'], people: ['mei', 'oskar'], channel: 'checkout' }],
  });
  for (const title of ['First', 'Second', 'Third']) await at.type('mei', 'checkout', `add ${title}`);
  for (const title of ['Night trains', 'Quieter alarms', 'Invoices by post']) {
    await at.type('mei', 'checkout', `propose ${title}`);
    await at.send('mei', { outcome: 'Somebody smiles' });
  }
  await at.type('mei', 'checkout', 'park Gift wrapping');
  await at.send('mei', { reasonCode: 'other', reason: 'Rain' });
  for (const name of Object.keys(FORMS)) standing.set(name, await openView(name));
});
afterAll(async () => {
  await app.stop();
  await opened.close();
});

describe.each(CORPUS)('$name', (sample) => {
  it('is refused in forms beside each field that cannot take it, with nothing stored', async () => {
    const before = await fingerprint(opened.database);
    let sent = 0;
    for (const [name, form] of Object.entries(FORMS)) {
      const all = Object.entries(form.fields).filter(([, field]) => expected(sample, field) === undefined);
      const unread = all.filter(([, field]) => !field.judged || expected(sample, { ...field, optional: true }) === undefined);
      const refused = (unread.length > 0 ? unread : all).map(([field]) => field);
      if (refused.length === 0) continue;
      const view = standing.get(name) as View;
      const texts = Object.fromEntries(Object.keys(form.fields).map((field) => [field, sample.text]));
      const answer = await submitRaw(app, form.as, view, { state: stateWith(form, view, texts) });
      expect(answer.status, name).toBe(200);
      expect(answer.problems, name).toEqual([]);
      expect(Object.keys(answer.errors).sort(), name).toEqual(refused.sort());
      sent += 1;
    }
    if (sent > 0) expect(await fingerprint(opened.database)).toEqual(before);
  });

  it('is stored exactly where it may be, and shown without pings or links', async () => {
    for (const [name, form] of Object.entries(FORMS)) {
      const outcome = Object.entries(form.fields).map(([field, rule]) => [field, rule, expected(sample, rule)] as const);
      if (outcome.every(([, , value]) => value === undefined)) continue;
      const view = form.fresh ? await openView(name) : (standing.get(name) as View);
      if (form.fresh) expect(mentionsAndLinks(view), name).toEqual([]);
      // A form is handled once; without the trace of it, the one that stands open may be sent again.
      else await opened.database.client.$executeRawUnsafe("DELETE FROM inbox WHERE key LIKE 'form:%'");
      const texts = Object.fromEntries(
        outcome.map(([field, rule, value]) => [field, value === undefined ? `${rule.good} ${sample.name}`.slice(0, 60) : sample.text]),
      );
      const answer = await submitRaw(app, form.as, view, { state: stateWith(form, view, texts) });
      // Its address for answers may be used five times; then the result takes the form's place.
      expect(answer, name).toMatchObject({ status: 200, problems: [] });
      expect(answer.cleared || answer.view !== undefined, answer.body).toBe(true);
      expect(mentionsAndLinks(answer.view), name).toEqual([]);
      await goOn(form.as);
      for (const [field, rule, value] of outcome) {
        if (value !== undefined) expect(await row(opened.database, rule.stored), `${name}.${field}`).toEqual({ v: value });
      }
      expectHarmless(form.as);
      await form.after?.();
    }
  });

  it('is typed as words after any command: a sentence within 3 s, nothing broken', async () => {
    const before = await fingerprint(opened.database);
    const commands = [
      '',
      'help',
      'backlog',
      'ready',
      'pull',
      'done',
      'move',
      'move LAB-3',
      'show',
      'unblock',
      'block',
      'next',
      'board',
      'setup',
      'park LAB-1',
      'parked',
      'revive',
      'revive I-9999',
      'order',
      'order LAB-1',
      'order LAB-1 below',
      'why',
      'outcome',
      'portfolio',
      'import',
      'undo',
    ];
    for (const command of commands) {
      // Blank words are the bare command, which the journeys try.
      const told = await at.type('ruth', 'general', `${command} x${sample.text}`.trim());
      expect(told.result.status, command).toBe(sample.text.includes('\u0000') ? 400 : 200);
      expect(told.text, command).not.toContain('Something broke');
      expect(told.text !== '' || told.result.status === 400, command).toBe(true);
    }
    const { member: _m, account: _a, ...rest } = before;
    expect(await fingerprint(opened.database)).toMatchObject(rest);
    expectHarmless('ruth');
  });

  it('stands in the form that opens with it, and is looked for while it is typed, with nothing stored', async () => {
    const before = await fingerprint(opened.database);
    for (const words of ['propose', 'park', 'park E-2']) {
      const told = await at.type('mei', 'checkout', `${words} ${sample.text}`);
      expect(told.text, words).not.toContain('Something broke');
      if (!told.view) {
        // Refused at the door, or as a title or reason that is none.
        expect(told.text !== '' || told.result.status === 400, words).toBe(true);
        continue;
      }
      // What does not fit its field is judged when it is sent; a form that Slack would refuse is in the refusals.
      expect(mentionsAndLinks(told.view), words).toEqual([]);
      await app.driver.close({ as: 'mei' });
    }
    await at.type('mei', 'checkout', 'park');
    const hinted = await app.driver.click({ as: 'mei', blockId: 'title', choose: sample.text });
    expect(mentionsAndLinks(hinted.view)).toEqual([]);
    expect(hinted.alerts).toEqual([]);
    await app.driver.close({ as: 'mei' });
    await at.type('mei', 'checkout', 'add');
    const found = await app.driver.options({ as: 'mei', blockId: 'epicId', actionId: 'epicId', query: sample.text });
    expect(found.alerts).toEqual([]);
    await app.driver.close({ as: 'mei' });
    expect(await fingerprint(opened.database)).toEqual(before);
    expectHarmless('mei');
  });

  it('is the text of a message that is handed over', async () => {
    const before = await fingerprint(opened.database);
    await app.driver.say({ as: 'fatima', channel: 'payments', text: sample.text });
    const message = app.driver.messages('payments', 'mei').findLast((one) => one.ephemeralFor === undefined);
    if (message) {
      for (const callbackId of ['park_idea', 'add_item', 'propose_epic']) {
        const told = await app.driver.shortcut({ as: 'mei', callbackId, message });
        expect(told.alerts, callbackId).toEqual([]);
        if (!told.view) {
          // Only what no text can hold is refused, in words or at the door.
          expect([sample.broken, told.text !== '' || told.status === 400], `${callbackId} ${told.status} ${told.text}`).toEqual([
            true,
            true,
          ]);
          expect(told.text).not.toContain('Something broke');
          continue;
        }
        expect(mentionsAndLinks(told.view), callbackId).toEqual([]);
        await app.driver.close({ as: 'mei' });
      }
    }
    expect(await fingerprint(opened.database)).toEqual(before);
    expect(app.driver.refusals).toEqual([]);
  });

  it('says what changed when an epic is reopened by words', async () => {
    await at.type('mei', 'checkout', 'park E-2');
    await at.send('mei', { reasonCode: 'other', reason: 'Rain' });
    const inWords = sample.text.isWellFormed() && !sample.text.includes('\u0000');
    const reason = expected(sample, { limit: 500, stored: '', good: '' });
    const before = await fingerprint(opened.database);
    const told = await at.type('mei', 'checkout', `revive E-2 ${sample.text}`);
    expect(told.text).not.toContain('Something broke');
    if (inWords && typeof reason === 'string') {
      const stored =
        "SELECT data->>'reason' AS v FROM event WHERE subject_type = 'idea' AND kind = 'revived' ORDER BY at DESC, subject_id DESC LIMIT 1";
      expect(await row(opened.database, stored)).toEqual({ v: reason });
    } else if (inWords) {
      expect(await fingerprint(opened.database)).toEqual(before);
    }
    expectHarmless('mei');
    if (app.driver.view('mei')) await app.driver.close({ as: 'mei' });
    await at.type('mei', 'checkout', 'revive E-2 The rain is over');
  });

  it('is a title and a reason by words, as in the form', async () => {
    // What cannot be sent as form text at all is refused at the door, or arrives as Slack's replacement character.
    const inWords = sample.text.isWellFormed() && !sample.text.includes('\u0000');
    const title = expected(sample, { limit: 200, stored: '', good: '' });
    const before = await fingerprint(opened.database);
    const added = await at.type('oskar', 'checkout', `add LAB ${sample.text}`);
    await goOn('oskar');
    if (inWords && typeof title === 'string') {
      expect(await row(opened.database, 'SELECT title FROM item ORDER BY created_at DESC LIMIT 1')).toEqual({ title });
    } else if (inWords) {
      expect(added.result.status).toBe(200);
      expect(added.text).toMatch(/The title|LAB is a stream/);
      expect(await fingerprint(opened.database)).toEqual(before);
    }
    const reason = expected(sample, { limit: 500, stored: '', good: '' });
    if (inWords && typeof reason === 'string') {
      await at.type('oskar', 'checkout', `block LAB-3 ${sample.text}`);
      expect(await row(opened.database, 'SELECT reason FROM blocked_interval WHERE to_at IS NULL')).toEqual({ reason });
      expectHarmless('oskar');
      await at.type('oskar', 'checkout', 'unblock LAB-3');
    }
  });
});

describe('numbers', () => {
  it.each(NUMBERS)('%j as a limit is %j', async (typed, value) => {
    for (const [name, stored] of [
      ['setup.team', 'SELECT wip_limit AS v FROM team'],
      ['setup.stream', "SELECT wip_limit AS v FROM value_stream WHERE key = 'LAB'"],
    ] as const) {
      const view = value === null ? (standing.get(name) as View) : await openView(name);
      const before = await fingerprint(opened.database);
      const answer = await submitRaw(app, 'tomas', view, { state: withTexts(view, { name: `N${name.length}`, wipLimit: typed }) });
      expect(answer.status).toBe(200);
      if (value === null) {
        expect(answer.errors.wipLimit).toMatch(/takes a whole number from 1 to 999, in digits\.$/);
        expect(await fingerprint(opened.database)).toEqual(before);
      } else expect(await row(opened.database, stored)).toEqual({ v: value });
    }
  });

  it('left blank is no limit for a stream, and needed for a team', async () => {
    const stream = await openView('setup.stream');
    await submitRaw(app, 'tomas', stream, { state: withTexts(stream, { name: 'Laboratory', wipLimit: ' ' }) });
    expect(await row(opened.database, "SELECT wip_limit AS v FROM value_stream WHERE key = 'LAB'")).toEqual({ v: null });
    const team = standing.get('setup.team') as View;
    const answer = await submitRaw(app, 'tomas', team, { state: withTexts(team, { wipLimit: ' ' }) });
    expect(answer.errors).toEqual({ wipLimit: '“How many things at once?” needs an answer.' });
  });
});

describe('stages and keys', () => {
  it.each(CORPUS)('as the stages of a stream: $name', async (sample) => {
    const lines = (sample.lines ?? sample.line ?? '').split('\n').filter((line) => line !== '');
    const fits = !sample.broken && lines.length > 0 && lines.every((line) => line.length <= 40);
    const view = fits ? await openView('setup.stream') : (standing.get('setup.stream') as View);
    const before = await fingerprint(opened.database);
    const answer = await submitRaw(app, 'tomas', view, { state: withTexts(view, { name: 'Laboratory', stages: sample.text }) });
    expect(answer).toMatchObject({ status: 200, problems: [], cleared: fits });
    if (fits) {
      expect(
        await row(
          opened.database,
          "SELECT json_agg(s.name ORDER BY position) AS v FROM stage s JOIN value_stream v ON v.id = s.stream_id WHERE v.key = 'LAB'",
        ),
      ).toEqual({ v: lines });
      expectHarmless('tomas');
    } else {
      expect(Object.keys(answer.errors)).toEqual(['stages']);
      expect(await fingerprint(opened.database)).toEqual(before);
    }
  });

  it('refuses every text of the corpus as a key', async () => {
    await at.press('tomas', await at.type('tomas', 'general', 'setup'), 'Add a stream');
    const view = app.driver.view('tomas') as View;
    const before = await fingerprint(opened.database);
    for (const sample of CORPUS.filter((one) => !/^[a-z]{2,6}$/i.test(one.line ?? ''))) {
      const answer = await submitRaw(app, 'tomas', view, { state: withTexts(view, { name: 'New', key: sample.text }) });
      expect(Object.keys(answer.errors), sample.name).toEqual(['key']);
    }
    expect(await fingerprint(opened.database)).toEqual(before);
  });
});

describe('a pasted list', () => {
  it.each(CORPUS)('of one line takes it or says why not: $name', async (sample) => {
    // Each in a backlog of its own: what is in one already is refused.
    await at.type('tomas', 'general', 'setup stream');
    const key = `L${[...String(CORPUS.indexOf(sample))].map((digit) => String.fromCharCode(65 + Number(digit))).join('')}Z`;
    await at.send('tomas', { name: `List ${key}`, key });
    const stream = await row(opened.database, 'SELECT id::text AS id FROM value_stream WHERE key = $1', key);
    await at.type('mei', 'checkout', 'import list');
    const view = app.driver.view('mei') as View;
    await app.driver.close({ as: 'mei' });
    const { values } = withTexts(view, { titles: sample.text });
    const to = { streamId: { streamId: { type: 'static_select', selected_option: { value: stream?.id } } } };
    const before = await fingerprint(opened.database);
    const answer = await submitRaw(app, 'mei', view, { state: { values: { ...values, ...to } } });
    expect(answer).toMatchObject({ status: 200, problems: [] });
    const bullet = sample.name === 'a bullet' ? 'not a list' : sample.line;
    const lines = sample.lines?.split('\n') ?? [bullet];
    if (sample.broken || bullet === null || (sample.letters ?? 0) > 200) {
      expect(Object.keys(answer.errors)).toEqual(['titles']);
      expect(await fingerprint(opened.database)).toEqual(before);
      return;
    }
    expect(answer.cleared, answer.body).toBe(true);
    expect(
      await row(opened.database, 'SELECT json_agg(title ORDER BY rank) AS v FROM item WHERE stream_id = $1::uuid', stream?.id),
    ).toEqual({ v: lines });
    expectHarmless('mei');
    await at.type('mei', 'checkout', `backlog ${key}`);
    expectHarmless('mei');
    const taken = await at.type('mei', 'checkout', 'undo');
    expect(taken.text).toContain('Taken back');
    expectHarmless('mei');
  });
});

describe('a team of one’s own', () => {
  it.each(CORPUS)('takes its name or says why not: $name', async (sample) => {
    await at.type('ruth', 'general', 'setup link');
    if (!app.driver.view('ruth')) await at.press('ruth', app.driver.lastMessage('general', 'ruth'), 'A new team');
    const view = app.driver.view('ruth') as View;
    await app.driver.close({ as: 'ruth' });
    const { values } = withTexts(view, { name: sample.text, wipLimit: '2' });
    const stream = await row(opened.database, "SELECT id::text AS id FROM value_stream WHERE key = 'LAB'");
    const from = { streamIds: { streamIds: { type: 'multi_static_select', selected_options: [{ value: stream?.id }] } } };
    const before = await fingerprint(opened.database);
    const answer = await submitRaw(app, 'ruth', view, { state: { values: { ...values, ...from } } });
    expect(answer).toMatchObject({ status: 200, problems: [] });
    const name = expected(sample, { limit: 80, stored: '', good: '' });
    if (name === undefined) {
      expect(Object.keys(answer.errors)).toEqual(['name']);
      expect(await fingerprint(opened.database)).toEqual(before);
      return;
    }
    expect(answer.cleared, answer.body).toBe(true);
    expect(await row(opened.database, newest('team', 'name'))).toEqual({ v: name });
    expectHarmless('ruth');
    for (const words of ['', 'setup', 'next', 'board']) {
      await at.type('ruth', 'general', words);
      expectHarmless('ruth');
    }
    await at.type('ruth', 'general', 'setup unlink');
    // Out of the way, so that the teams one could be in stay few.
    await opened.database.client.$executeRawUnsafe('DELETE FROM team_member WHERE team_id IN (SELECT id FROM team WHERE name = $1)', name);
    await opened.database.client.$executeRawUnsafe('DELETE FROM team_stream WHERE team_id IN (SELECT id FROM team WHERE name = $1)', name);
    await opened.database.client.$executeRawUnsafe('DELETE FROM team WHERE name = $1', name);
  });
});
