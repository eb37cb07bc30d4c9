import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { fieldOf } from '../../src/chat/field.ts';
import type { FormShape } from '../../src/chat/form.ts';
import { mentionsAndLinks } from '../../src/playground/index.ts';
import type { StateValues } from '../../src/playground/wire/protocol.ts';
import type { Sent } from '../acts/delivery.ts';
import { commands, declared, type FormEntry, forms } from '../acts/index.ts';
import { modeOfCommand } from '../acts/modes.ts';
import { placeholdersOf } from '../acts/shaped.ts';
import { foundTown, type Town } from '../acts/town.ts';
import { appForSuite } from '../support/app.ts';
import { openEither } from '../support/databases.ts';
import { fingerprint } from '../support/play.ts';
import { submitRaw } from '../support/raw.ts';
import { CORPUS, type Sample } from './corpus.ts';
import { expected, type Rule } from './expected.ts';
import { input } from './form-row.ts';
import { JUDGED } from './judged.ts';
import { keepRows } from './kept-rows.ts';
import { keysSince, markNow, storedSince } from './written.ts';

// What hostile texts do in every form of the catalogue, over HTTP. What a field makes of a text is tried with the whole corpus in
// fields.test.ts, in process; here it is where it goes, and what people are shown of it. TEXTS=all tries the whole corpus here, too.

let town: Town;
const app = appForSuite(openEither, { demo: false }, async (started) => {
  town = await foundTown(started);
});

/** Tried in every form: nothing, what cannot be stored, what is too long for all, several lines, and what pings or leads away. */
const ALWAYS = ['only what shows nothing', 'NUL', '3001 letters', 'lines', 'mentions', 'a link in disguise'];
const others = CORPUS.filter(({ name }) => !ALWAYS.includes(name));
const samplesOf = (nth: number): readonly Sample[] =>
  process.env.TEXTS === 'all'
    ? CORPUS
    : CORPUS.filter(
        ({ name }) => ALWAYS.includes(name) || [2 * nth, 2 * nth + 1].some((one) => others[one % others.length]?.name === name),
      );

interface TextField extends Rule {
  readonly name: string;
  /** Is it stored nowhere here? */
  readonly idle: boolean;
  /** May it stay empty, by its contract? */
  readonly optional: boolean;
}

function textsOf({ name, entry, own = [], idle = [] }: FormEntry): TextField[] {
  const { fields } = declared.forms.find(({ contract }) => contract.name === name)?.contract ?? { fields: {} as FormShape };
  return Object.entries(fields).flatMap(([one, schema]) => {
    const field = fieldOf(schema);
    // A message that was handed over is linked to; what is typed is the same form's, which has an entry without one.
    if ((field.type !== 'text' && field.type !== 'longText') || own.includes(one) || entry.includes('(from a message')) return [];
    const judges = JUDGED[`${name}.${one}`];
    return [
      {
        name: one,
        limit: field.limit.graphemes,
        several: field.type === 'longText',
        optional: !field.required,
        idle: idle.includes(one),
        ...(judges ? { judges } : {}),
      },
    ];
  });
}

/** Lists of everything, for everybody to read. */
const LISTS = commands
  .filter(({ entry }) => placeholdersOf(entry).length === 0 && modeOfCommand(entry) === 'read')
  .map(({ entry }) => entry);

const answered = (values: StateValues, name: string, value: string): StateValues => ({ ...values, [name]: { [name]: input(value) } });

describe.each(forms.filter((one) => textsOf(one).length > 0).map((form, nth) => ({ form, nth, entry: form.entry })))(
  '$entry',
  ({ form, nth }) => {
    const fields = textsOf(form);
    const samples = samplesOf(nth);
    let sent: Sent;
    let asked: readonly TextField[];
    let putBack: () => Promise<void>;
    beforeAll(async () => {
      sent = await form.arrange(town);
      asked = fields.filter(({ name }) => name in sent.values);
      await app.idle();
      putBack = await keepRows(app.database);
    });
    afterAll(async () => {
      await app.idle();
      await putBack();
    });

    const harmless = (as: string) => {
      for (const channel of ['general', 'checkout', 'payments']) {
        const message = app.driver.lastMessage(channel, as);
        const live = message ? mentionsAndLinks(message).filter((one) => !(one.auto && one.path === '/text')) : [];
        expect(live, `${as} in ${channel}`).toEqual([]);
      }
      expect(app.driver.refusals).toEqual([]);
    };

    it('refuses beside each field what it cannot take, with nothing stored', async () => {
      const before = await fingerprint(app.database);
      for (const sample of samples) {
        const unreadable = asked.filter((field) => expected(sample, field) === undefined).map(({ name }) => name);
        if (unreadable.length === 0) continue;
        const values = asked.reduce((state, { name }) => answered(state, name, sample.text), sent.values);
        const answer = await submitRaw(app, sent.as, sent.view, { state: { values } });
        expect(answer, sample.name).toMatchObject({ status: 200, problems: [], cleared: false });
        expect(Object.keys(answer.errors).sort(), sample.name).toEqual(unreadable.sort());
      }
      expect(await fingerprint(app.database)).toEqual(before);
    });

    it.each(samples)('stores it exactly where it may be, and shows it without pings or links: $name', async (sample) => {
      const taken = asked.flatMap((field) => {
        const takes = form.takes?.[field.name];
        const value = expected(sample, {
          ...field,
          optional: field.optional && !form.needs?.includes(field.name),
          ...(takes ? { takes } : {}),
        });
        return value === undefined || field.idle ? [] : [{ name: field.name, value }];
      });
      if (taken.length === 0) return;
      onTestFinished(async () => {
        await app.idle();
        await putBack();
      });
      const values = taken.reduce((state, { name }) => answered(state, name, sample.text), sent.values);
      const mark = await markNow(app.database);
      const answer = await submitRaw(app, sent.as, sent.view, { state: { values } });
      expect(answer, sample.name).toMatchObject({ status: 200, problems: [], errors: {} });
      // What was typed as a link leads there, in the open: its host stands beside it.
      const shown = JSON.stringify(answer.view);
      const live = mentionsAndLinks(answer.view).filter(
        ({ kind, target }) => kind !== 'link' || !shown.includes(`(${new URL(target).host})`),
      );
      expect(live, sample.name).toEqual([]);
      await app.idle();
      for (const { name, value } of taken) {
        const rows = await storedSince(app.database, mark, name, form.stored?.[name]);
        // What nobody said needs no row where it would stand in one of its own, such as the decision that a waiver is.
        if (value !== null || rows.length > 0 || form.stored?.[name] === undefined) expect(rows, name).toContain(value);
      }
      harmless(sent.as);
      const keys = await keysSince(app.database, mark);
      const lists = LISTS.filter((_, one) => one % 8 === (nth + sample.name.length) % 8);
      for (const words of [...keys.slice(0, 2).flatMap((key) => [key, `why ${key}`]), ...lists]) {
        const { text } = await town.at.type('oskar', 'checkout', words);
        expect(text, words).not.toBe('');
        expect(text, words).not.toContain('Something broke');
        harmless('oskar');
        if (app.driver.view('oskar')) await app.driver.close({ as: 'oskar' });
      }
    });
  },
);
