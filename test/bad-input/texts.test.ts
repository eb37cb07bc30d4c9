import { beforeAll, describe, expect, it } from 'vitest';
import { features } from '../../src/features/index.ts';
import { mentionsAndLinks } from '../../src/playground/index.ts';
import type { View } from '../../src/playground/protocol.ts';
import { fingerprint, row } from '../support/play.ts';
import { submitRaw, withTexts } from '../support/raw.ts';
import { SHORTCUTS, WATCHES } from '../tenancy/registry.ts';
import { CORPUS } from './corpus.ts';
import { expected, groundForSuite, stateWith } from './ground.ts';

const { app, at, forms: FORMS, openView, expectHarmless, goOn } = groundForSuite();

// Slack keeps what was typed as long as the view stays, so a form that is still open may be sent again.
const standing = new Map<string, View>();
beforeAll(async () => {
  for (const name of Object.keys(FORMS)) standing.set(name, await openView(name));
});

/** What stands before the text: every command, by its name, and where a key is read first, after one. */
const WORDED = [
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
/** Whose words are a title: what they store is looked at below. */
const TITLED = ['add', 'propose', 'park'];

it('tries every command, and every field that is looked at while it is typed', () => {
  const names = features.flatMap((feature) => feature.commands).map((one) => one.name);
  expect([...new Set([...WORDED, ...TITLED].map((one) => one.split(' ')[0] ?? ''))].sort()).toEqual([...names].sort());
  expect(Object.values(WATCHES).sort()).toEqual([...TITLED].sort());
});

describe.each(CORPUS)('$name', (sample) => {
  it('is refused in forms beside each field that cannot take it, with nothing stored', async () => {
    const before = await fingerprint(app.database);
    let sent = 0;
    for (const [name, form] of Object.entries(FORMS)) {
      const all = Object.entries(form.fields).filter(([, field]) => expected(sample, field) === undefined);
      const unread = all.filter(([, field]) => !field.needed || expected(sample, { ...field, optional: true }) === undefined);
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
    for (const [name, form] of Object.entries(FORMS)) {
      const outcome = Object.entries(form.fields).map(([field, rule]) => [field, rule, expected(sample, rule)] as const);
      if (outcome.every(([, , value]) => value === undefined)) continue;
      const view = form.fresh ? await openView(name) : (standing.get(name) as View);
      if (form.fresh) expect(mentionsAndLinks(view), name).toEqual([]);
      // A form is handled once; without the trace of it, the one that stands open may be sent again.
      else await app.database.client.$executeRawUnsafe("DELETE FROM inbox WHERE key LIKE 'form:%'");
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
        if (value !== undefined) expect(await row(app.database, rule.stored), `${name}.${field}`).toEqual({ v: value });
      }
      expectHarmless(form.as);
      await form.after?.();
    }
  });

  it('is typed as words after any command: a sentence within 3 s, nothing broken', async () => {
    const before = await fingerprint(app.database);
    for (const command of WORDED) {
      // Blank words are the bare command, which the journeys try.
      const told = await at.type('ruth', 'general', `${command} x${sample.text}`.trim());
      expect(told.result.status, command).toBe(sample.text.includes('\u0000') ? 400 : 200);
      expect(told.text, command).not.toContain('Something broke');
      expect(told.text !== '' || told.result.status === 400, command).toBe(true);
    }
    const { member: _m, account: _a, ...rest } = before;
    expect(await fingerprint(app.database)).toMatchObject(rest);
    expectHarmless('ruth');
  });

  it('stands in the form that opens with it, and is looked for while it is typed, with nothing stored', async () => {
    const before = await fingerprint(app.database);
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
    for (const command of TITLED) {
      await at.type('mei', 'checkout', command);
      const hinted = await app.driver.click({ as: 'mei', blockId: 'title', choose: sample.text });
      expect(mentionsAndLinks(hinted.view), command).toEqual([]);
      expect(hinted.alerts, command).toEqual([]);
      await app.driver.close({ as: 'mei' });
    }
    await at.type('mei', 'checkout', 'add');
    const found = await app.driver.options({ as: 'mei', blockId: 'epicId', actionId: 'epicId', query: sample.text });
    expect(found.alerts).toEqual([]);
    await app.driver.close({ as: 'mei' });
    expect(await fingerprint(app.database)).toEqual(before);
    expectHarmless('mei');
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
    await at.type('mei', 'checkout', 'revive E-2 The rain is over');
  });

  it('is a title and a reason by words, as in the form', async () => {
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
    const reason = expected(sample, { limit: 500 });
    if (inWords && typeof reason === 'string') {
      await at.type('oskar', 'checkout', `block LAB-3 ${sample.text}`);
      expect(await row(app.database, 'SELECT reason FROM blocked_interval WHERE to_at IS NULL')).toEqual({ reason });
      expectHarmless('oskar');
      await at.type('oskar', 'checkout', 'unblock LAB-3');
    }
  });
});

describe('stages and keys', () => {
  it.each(CORPUS)('as the stages of a stream: $name', async (sample) => {
    const lines = (sample.lines ?? sample.line ?? '').split('\n').filter((line) => line !== '');
    const fits = !sample.broken && lines.length > 0 && lines.every((line) => line.length <= 40);
    const view = fits ? await openView('setup.stream') : (standing.get('setup.stream') as View);
    const before = await fingerprint(app.database);
    const answer = await submitRaw(app, 'tomas', view, { state: withTexts(view, { name: 'Laboratory', stages: sample.text }) });
    expect(answer).toMatchObject({ status: 200, problems: [], cleared: fits });
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
