import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { mentionsAndLinks } from '../../src/playground/index.ts';
import type { View } from '../../src/playground/wire/protocol.ts';
import { declared, shortcuts as SHORTCUTS, watches as WATCHES } from '../acts/index.ts';
import { fingerprint, row } from '../support/play.ts';
import { submitRaw, withTexts } from '../support/raw.ts';
import { CORPUS } from './corpus.ts';
import { expected } from './expected.ts';
import { FINDERS } from './finders.ts';
import { newest, newestDecision } from './form-row.ts';
import { groundForSuite } from './ground.ts';

const { app, at, edit, expectHarmless, goOn, putBack } = groundForSuite();

beforeAll(async () => {
  for (const { as, channel, words, press } of Object.values(FINDERS)) {
    const told = await at.type(as, channel, words);
    if (press) await at.press(as, told, press);
    expect(app.driver.view(as), words).toBeDefined();
  }
});

/** What stands before the text: every command, by its name, and where a key is read first, after one. */
const TITLED = ['add', 'propose', 'park', 'decide'];
const AFTER_KEYS = [
  'expedite LAB-9',
  'move LAB-3',
  'park LAB-1',
  'revive I-9999',
  'order LAB-1',
  'order LAB-1 below',
  'split LAB-1',
  'merge LAB-1 into',
  'transfer LAB-1',
  'needs LAB-1',
  'needs LAB-1 LAB-2',
  'tag LAB-1',
  'strategy since',
];
const WORDED = [...declared.commands.map(({ name }) => name).filter((name) => !TITLED.includes(name)), ...AFTER_KEYS];
/** Words that store what follows: how long it may be, and where it goes. */
const REASONED: readonly (readonly [string, number, string])[] = [
  ['block LAB-3', 500, 'SELECT reason AS v FROM blocked_interval WHERE to_at IS NULL'],
  ['challenge LAB-12', 500, "SELECT question AS v FROM challenge WHERE question <> 'Whose is it?'"],
  ['expedite LAB-9', 500, newestDecision('reason')],
  ['exception', 500, newestDecision('reason')],
  ['needs LAB-12 LAB-6', 500, 'SELECT reason AS v FROM dependency'],
  ['unplanned LAB', 200, newest('item', 'title')],
];

/** They have no role, and may read. */
const READERS = ['ruth', 'samir'];

// Every field takes every sample. Of the words after commands and of the views, whose ways are shared, each sample takes its part, so
// that each is met by many samples; TEXTS=all tries all of them with all.
const WHOLE = process.env.TEXTS === 'all';
const partOf = <One>(all: readonly One[], parts: number, nth: number) => all.filter((_, index) => WHOLE || index % parts === nth % parts);

describe.each(CORPUS.map((sample, nth) => ({ ...sample, nth })))('$name', ({ nth: turn, ...sample }) => {
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
    await edit('setup.stream');
    const view = app.driver.view('tomas') as View;
    await app.driver.close({ as: 'tomas' });
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
