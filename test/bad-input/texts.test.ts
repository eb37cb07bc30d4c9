import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { features } from '../../src/features/index.ts';
import { mentionsAndLinks } from '../../src/playground/index.ts';
import type { View } from '../../src/playground/wire/protocol.ts';
import { fingerprint, row } from '../support/play.ts';
import { submitRaw, withTexts } from '../support/raw.ts';
import { SHORTCUTS, WATCHES } from '../tenancy/registry.ts';
import { CORPUS } from './corpus.ts';
import { FINDERS } from './finders.ts';
import { newest, newestDecision } from './form-row.ts';
import { expected, groundForSuite, isUnreadable, stateWith, type TextField } from './ground.ts';

const { app, at, forms: FORMS, openView, expectHarmless, goOn, putBack } = groundForSuite();

// Slack keeps what was typed as long as the view stays, so a form that is still open may be sent again.
const standing = new Map<string, View>();
beforeAll(async () => {
  for (const name of Object.keys(FORMS)) standing.set(name, await openView(name));
  for (const { as, channel, words, press } of Object.values(FINDERS)) {
    const told = await at.type(as, channel, words);
    if (press) await at.press(as, told, press);
    expect(app.driver.view(as), words).toBeDefined();
  }
});

/** What stands before the text: every command, by its name, and where a key is read first, after one. */
const WORDED = [
  '',
  'help',
  'who',
  'account',
  'backlog',
  'ready',
  'pull',
  'unplanned',
  'expedite',
  'expedite LAB-9',
  'exception',
  'done',
  'move',
  'move LAB-3',
  'correct',
  'show',
  'unblock',
  'block',
  'blockers',
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
  'split',
  'split LAB-1',
  'merge',
  'merge LAB-1 into',
  'transfer',
  'transfer LAB-1',
  'needs',
  'needs LAB-1',
  'needs LAB-1 LAB-2',
  'dependencies',
  'tag',
  'tag LAB-1',
  'tags',
  'score',
  'date',
  'challenge',
  'decisions',
  'health',
  'policy',
  'why',
  'outcome',
  'portfolio',
  'strategy',
  'strategy since',
  'roadmap',
  'invest',
  'hold',
  'stop',
  'review',
  'import',
  'undo',
];
/** Whose words are a title: what they store is looked at below. */
const TITLED = ['add', 'propose', 'park', 'decide'];

/** Words that store what follows: how long it may be, and where it goes. */
const REASONED: readonly (readonly [string, number, string])[] = [
  ['block LAB-3', 500, 'SELECT reason AS v FROM blocked_interval WHERE to_at IS NULL'],
  ['challenge LAB-12', 500, "SELECT question AS v FROM challenge WHERE question <> 'Whose is it?'"],
  ['expedite LAB-9', 500, newestDecision('reason')],
  ['exception', 500, newestDecision('reason')],
  ['needs LAB-12 LAB-6', 500, 'SELECT reason AS v FROM dependency'],
  ['unplanned LAB', 200, newest('item', 'title')],
];

/** Shows all that the forms stored, to several people at once: lists, and the cards and histories of what they were about. */
const LOOKS: Readonly<Record<string, readonly string[]>> = {
  mei: ['', 'board', 'next', 'LAB-1', 'LAB-2', 'LAB-4', 'LAB-7', 'LAB-9'],
  oskar: ['backlog LAB', 'why LAB-1', 'why LAB-4', 'why LAB-8', 'why LAB-10', 'why E-2', 'why I-1', 'E-2'],
  ruth: ['portfolio', 'parked', 'outcome', 'decisions', 'blockers', 'dependencies', 'E-1', 'E-4', 'roadmap', 'roadmap export'],
  ines: [
    'backlog ORD',
    'policy ORD',
    'policy STO',
    'tags ORD',
    'health STO',
    'STO-1',
    'why ORD-3',
    'why E-4',
    'strategy',
    'strategy since',
    'T-1',
    'K-1',
    'review',
    'E-13',
  ],
  lotte: ['portfolio flow', 'E-5', 'E-6', 'E-7', 'E-8', 'E-9', 'E-11', 'E-12', 'score epics', 'invest', 'review bets'],
};
/** They have no role, and may read. */
const READERS = ['ruth', 'samir'];

// Every field takes every sample. Of the words after commands and of the views, whose ways are shared, each sample takes its part, so
// that each is met by many samples; TEXTS=all tries all of them with all.
const WHOLE = process.env.TEXTS === 'all';
const partOf = <One>(all: readonly One[], parts: number, nth: number) => all.filter((_, index) => WHOLE || index % parts === nth % parts);

/** A text for a field that cannot take the sample. */
function goodText({ good, takes }: TextField, sample: { readonly name: string }): string {
  if (good === undefined || takes) return good ?? '';
  return `${good} ${sample.name}`.slice(0, 60);
}

it('tries every command', () => {
  const names = features.flatMap((feature) => feature.commands).map((one) => one.name);
  expect([...new Set([...WORDED, ...TITLED].map((one) => one.split(' ')[0] ?? ''))].sort()).toEqual([...names].sort());
});

describe.each(CORPUS.map((sample, nth) => ({ ...sample, nth })))('$name', ({ nth: turn, ...sample }) => {
  it('is refused in forms beside each field that cannot take it, with nothing stored', async () => {
    const before = await fingerprint(app.database);
    let sent = 0;
    for (const [name, form] of Object.entries(FORMS)) {
      const all = Object.entries(form.fields).filter(([, field]) => expected(sample, field) === undefined);
      const unread = all.filter(([, field]) => isUnreadable(sample, field));
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
    if (sent > 0) expect(await fingerprint(app.database)).toEqual(before);
  });

  it('is stored exactly where it may be, and shown without pings or links', async () => {
    onTestFinished(putBack);
    const stored = new Set<string>();
    for (const [name, form] of Object.entries(FORMS)) {
      const outcome = Object.entries(form.fields).map(([field, rule]) => [field, rule, expected(sample, rule)] as const);
      if (outcome.every(([, , value]) => value === undefined)) continue;
      const texts = Object.fromEntries(
        outcome.map(([field, rule, value]) => [field, value === undefined ? goodText(rule, sample) : sample.text]),
      );
      const view = standing.get(name) as View;
      // What was typed as a link leads there, in the open: its host stands beside it.
      const linked = ({ kind, target }: { readonly kind: string; readonly target: string }) =>
        kind === 'link' &&
        outcome.some(
          ([, { leads }, value]) => leads && target === value && JSON.stringify(answer.view).includes(`(${new URL(value).host})`),
        );
      const answer = await submitRaw(app, form.as, view, { state: stateWith(form, view, texts) });
      // Its address for answers may be used five times; then the result takes the form's place.
      expect(answer, name).toMatchObject({ status: 200, problems: [] });
      expect(answer.cleared || answer.view !== undefined, `${name} ${answer.body}`).toBe(true);
      expect(
        mentionsAndLinks(answer.view).filter((one) => !linked(one)),
        name,
      ).toEqual([]);
      await goOn(form.as);
      for (const [field, rule, value] of outcome) {
        if (value !== undefined) expect(await row(app.database, rule.stored), `${name}.${field}`).toEqual({ v: value });
      }
      expectHarmless(form.as);
      stored.add(name);
    }
    if (stored.size === 0) return;
    const look = async (as: string, lines: readonly string[]) => {
      for (const words of lines) {
        const { text } = await at.type(as, 'checkout', words);
        expect(text, words).not.toBe('');
        expect(text, words).not.toContain('Something broke');
        expectHarmless(as);
        if (app.driver.view(as)) await app.driver.close({ as });
      }
    };
    await Promise.all(Object.entries(LOOKS).map(([as, lines]) => look(as, partOf(lines, 2, turn))));
    for (const [name, form] of Object.entries(FORMS))
      if (form.reopens && stored.has(name)) expect(mentionsAndLinks(await openView(name)), name).toEqual([]);
  });

  it('is typed as words after any command: a sentence within 3 s, nothing broken', async () => {
    const before = await fingerprint(app.database);
    const read = async (as: string, commands: readonly string[]) => {
      for (const command of commands) {
        // Blank words are the bare command, which the journeys try.
        const told = await at.type(as, 'general', `${command} x${sample.text}`.trim());
        expect(told.result.status, command).toBe(sample.text.includes('\u0000') ? 400 : 200);
        expect(told.text, command).not.toContain('Something broke');
        expect(told.text !== '' || told.result.status === 400, command).toBe(true);
      }
      expectHarmless(as);
    };
    await Promise.all(
      READERS.map((as, nth) =>
        read(
          as,
          partOf(
            WORDED.filter((_, index) => index % READERS.length === nth),
            3,
            turn,
          ),
        ),
      ),
    );
    const { member: _m, account: _a, ...rest } = before;
    expect(await fingerprint(app.database)).toMatchObject(rest);
  });

  it('stands in the form that opens with it, and is looked for while it is typed, with nothing stored', async () => {
    const before = await fingerprint(app.database);
    const fillIn = async () => {
      for (const words of ['propose', 'park', 'park E-2', 'decide', 'decide LAB-1', 'split LAB-11', 'tag LAB-1']) {
        const told = await at.type('mei', 'checkout', `${words} ${sample.text}`);
        expect(told.text, words).not.toContain('Something broke');
        if (!told.view) {
          // Refused at the door, or as a title, reason or tag that is none.
          expect(told.text !== '' || told.result.status === 400, words).toBe(true);
          continue;
        }
        // What does not fit its field is judged when it is sent; a form that Slack would refuse is in the refusals.
        expect(mentionsAndLinks(told.view), words).toEqual([]);
        await app.driver.close({ as: 'mei' });
      }
    };
    const watch = async () => {
      for (const words of Object.values(WATCHES)) {
        await at.type('oskar', 'checkout', words);
        const hinted = await app.driver.click({ as: 'oskar', blockId: 'title', choose: sample.text });
        expect(mentionsAndLinks(hinted.view), words).toEqual([]);
        expect(hinted.alerts, words).toEqual([]);
        await app.driver.close({ as: 'oskar' });
      }
    };
    const find = async ({ as, field }: (typeof FINDERS)[string]) => {
      const found = await app.driver.options({ as, blockId: field, actionId: field, query: sample.text });
      expect([found.ok, found.alerts], field).toEqual([true, []]);
    };
    // What is refused at the door is an alert, whoever typed it.
    await fillIn();
    await Promise.all([watch(), ...Object.values(FINDERS).map(find)]);
    expect(await fingerprint(app.database)).toEqual(before);
    expectHarmless('mei', 'oskar');
  });

  it('is the text of a message that is handed over', async () => {
    const before = await fingerprint(app.database);
    await app.driver.say({ as: 'fatima', channel: 'payments', text: sample.text });
    const message = app.driver.messages('payments', 'mei').findLast((one) => one.ephemeralFor === undefined);
    if (message) {
      for (const callbackId of SHORTCUTS) {
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
    expect(await fingerprint(app.database)).toEqual(before);
    expect(app.driver.refusals).toEqual([]);
  });

  it('says what changed when an epic is reopened by words', async () => {
    onTestFinished(putBack);
    await at.type('mei', 'checkout', 'park E-2');
    await at.send('mei', { reasonCode: 'other', reason: 'Rain' });
    const inWords = sample.text.isWellFormed() && !sample.text.includes('\u0000');
    const reason = expected(sample, { limit: 500 });
    const before = await fingerprint(app.database);
    const told = await at.type('mei', 'checkout', `revive E-2 ${sample.text}`);
    expect(told.text).not.toContain('Something broke');
    if (inWords && typeof reason === 'string') {
      const stored =
        "SELECT data->>'reason' AS v FROM event WHERE subject_type = 'idea' AND kind = 'revived' ORDER BY at DESC, subject_id DESC LIMIT 1";
      expect(await row(app.database, stored)).toEqual({ v: reason });
    } else if (inWords) {
      expect(await fingerprint(app.database)).toEqual(before);
    }
    expectHarmless('mei');
    if (app.driver.view('mei')) await app.driver.close({ as: 'mei' });
  });

  it('is a title and a reason by words, as in the form', async () => {
    onTestFinished(putBack);
    // What cannot be sent as form text at all is refused at the door, or arrives as Slack's replacement character.
    const inWords = sample.text.isWellFormed() && !sample.text.includes('\u0000');
    const title = expected(sample, { limit: 200 });
    const before = await fingerprint(app.database);
    const added = await at.type('oskar', 'checkout', `add LAB ${sample.text}`);
    await goOn('oskar');
    if (inWords && typeof title === 'string') {
      expect(await row(app.database, 'SELECT title FROM item ORDER BY created_at DESC LIMIT 1')).toEqual({ title });
    } else if (inWords) {
      expect(added.result.status).toBe(200);
      expect(added.text).toMatch(/The title|LAB is a stream/);
      expect(await fingerprint(app.database)).toEqual(before);
    }
    for (const [words, limit, stored] of REASONED) {
      const value = expected(sample, { limit });
      // Blank words are none, and ask by form.
      if (!inWords || value === null || sample.line === null) continue;
      const known = value === undefined ? await fingerprint(app.database) : undefined;
      const told = await at.type('oskar', 'checkout', `${words} ${sample.text}`);
      expect(told.text, words).not.toContain('Something broke');
      if (value === undefined) expect(await fingerprint(app.database), words).toEqual(known);
      else expect(await row(app.database, stored), words).toEqual({ v: value });
      expectHarmless('oskar');
    }
  });
});

describe('stages and keys', () => {
  it.each(CORPUS)('as the stages of a stream: $name', async (sample) => {
    const lines = (sample.lines ?? sample.line ?? '').split('\n').filter((line) => line !== '');
    const fits = !sample.broken && lines.length > 0 && lines.every((line) => line.length <= 40);
    onTestFinished(putBack);
    const view = standing.get('setup.stream') as View;
    const before = await fingerprint(app.database);
    const answer = await submitRaw(app, 'tomas', view, { state: withTexts(view, { name: 'Laboratory', stages: sample.text }) });
    expect(answer).toMatchObject({ status: 200, problems: [] });
    expect(answer.cleared || answer.view !== undefined, answer.body).toBe(fits);
    if (fits) {
      expect(
        await row(
          app.database,
          "SELECT json_agg(s.name ORDER BY position) AS v FROM stage s JOIN value_stream v ON v.id = s.stream_id WHERE v.key = 'LAB'",
        ),
      ).toEqual({ v: lines });
      expectHarmless('tomas');
    } else {
      expect(Object.keys(answer.errors)).toEqual(['stages']);
      expect(await fingerprint(app.database)).toEqual(before);
    }
  });

  it('refuses every text of the corpus as a key', async () => {
    await at.press('tomas', await at.type('tomas', 'general', 'setup'), 'Add a stream');
    const view = app.driver.view('tomas') as View;
    const before = await fingerprint(app.database);
    for (const sample of CORPUS.filter((one) => !/^[a-z]{2,6}$/i.test(one.line ?? ''))) {
      const answer = await submitRaw(app, 'tomas', view, { state: withTexts(view, { name: 'New', key: sample.text }) });
      expect(Object.keys(answer.errors), sample.name).toEqual(['key']);
    }
    expect(await fingerprint(app.database)).toEqual(before);
  });
});
