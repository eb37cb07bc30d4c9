import fc from 'fast-check';
import { DateTime } from 'luxon';
import { beforeAll, describe, expect, it } from 'vitest';
import { mentionsAndLinks } from '../../src/playground/index.ts';
import type { View } from '../../src/playground/protocol.ts';
import { fingerprint, row } from '../support/play.ts';
import { type RawAnswer, stateOfView, submitRaw } from '../support/raw.ts';
import { nameOf } from '../tenancy/registry.ts';
import { CORPUS, datesFrom, NUMBERS, type Sample } from './corpus.ts';
import { newest } from './form-row.ts';
import { expected, FIELDS, groundForSuite } from './ground.ts';

const { app, at, forms, expectHarmless, goOn } = groundForSuite();

const one = (sql: string, ...values: unknown[]) => row(app.database, sql, ...values);
const idOf = async (key: string) => (await one('SELECT id::text AS id FROM value_stream WHERE key = $1', key))?.id;
const input = (value: string) => ({ type: 'plain_text_input', value });
const option = (value: unknown) => ({ type: 'static_select', selected_option: { value } });
const other = option('other');
let titles = 0;
/** Like nothing that is there. */
const newTitle = () => {
  titles += 1;
  return [...String(titles)].map((digit) => 'qxjvkwzpyb'.charAt(Number(digit)).repeat(5)).join(' ');
};

/** A form whose answers are all good but for the one that is tried. */
interface Answers {
  readonly as: string;
  readonly open: () => Promise<unknown>;
  readonly others?: () => Promise<Readonly<Record<string, object>>> | Readonly<Record<string, object>>;
  /** Reads what was stored. */
  readonly stored: string;
  /** Left empty, it is refused. */
  readonly needed?: true;
  readonly after?: () => Promise<unknown>;
}

async function openOf({ as, open }: Answers): Promise<View> {
  await open();
  const view = app.driver.view(as);
  if (!view) throw new Error('No form opened.');
  await app.driver.close({ as });
  return view;
}

async function send(of: Answers, view: View, field: string, value: object): Promise<RawAnswer> {
  const values = stateOfView(view);
  for (const [name, given] of Object.entries({ ...(await of.others?.()), [field]: value })) values[name] = { [name]: { ...given } };
  return submitRaw(app, of.as, view, { state: { values } });
}

/** Tries every answer: what is stored, or that its field alone is refused and nothing is stored. */
function tryAll(
  id: string,
  of: Answers,
  answers: () => readonly (readonly [string, string | number | null | undefined])[],
  asState: (typed: string) => object,
): void {
  const field = nameOf(id).split('.')[2] ?? '';
  describe(id, () => {
    let standing: View;
    beforeAll(async () => {
      standing = await openOf(of);
    });
    const means = (value: string | number | null | undefined) => (value === null && of.needed ? undefined : value);

    it('refuses what is none beside the field, with nothing stored', async () => {
      const before = await fingerprint(app.database);
      for (const [typed, value] of answers()) {
        if (means(value) !== undefined) continue;
        const answer = await send(of, standing, field, asState(typed));
        expect(answer, typed).toMatchObject({ status: 200, problems: [] });
        expect(Object.keys(answer.errors), `${typed} ${answer.body}`).toEqual([field]);
        expect(answer.errors[field], typed).not.toMatch(/Something broke|\[object|NaN\b/);
      }
      expect(await fingerprint(app.database)).toEqual(before);
    });

    it('stores what is one, and shows it without pings or links', async () => {
      for (const [typed, value] of answers()) {
        const meant = means(value);
        if (meant === undefined) continue;
        const view = await openOf(of);
        const answer = await send(of, view, field, asState(typed));
        expect(answer, typed).toMatchObject({ status: 200, problems: [], errors: {} });
        expect(mentionsAndLinks(answer.view)).toEqual([]);
        await goOn(of.as);
        expect(await one(of.stored), typed).toEqual({ v: meant });
        expectHarmless(of.as);
        await of.after?.();
      }
    });
  });
}

const shown = async (as: string, ...lines: readonly string[]) => {
  for (const words of lines) {
    await at.type(as, 'checkout', words);
    expectHarmless(as);
  }
};
/** Shows what was parked last, in all its views. */
const showNewest = async () => {
  const idea = await one(newest('parked_idea', 'key'));
  await shown('mei', 'parked', `show ${idea?.v}`, `why ${idea?.v}`);
};
const edit = (action: string) => async () => {
  const { message } = await at.type('tomas', 'general', 'setup');
  const button = message && app.driver.buttons(message).find((each) => each.label === 'Edit' && each.actionId === action);
  return app.driver.click({ as: 'tomas', message, actionId: action, blockId: button?.blockId ?? '' });
};
const openOwnTeam = async () => {
  await at.type('ruth', 'general', 'setup link');
  if (!app.driver.view('ruth'))
    await app.driver.click({ as: 'ruth', message: app.driver.lastMessage('general', 'ruth'), label: 'A new team' });
};
/** Out of the way, so that the teams one could be in stay few. */
const dropOwnTeam = async () => {
  await at.type('ruth', 'general', 'setup unlink');
  for (const table of ['team_member', 'team_stream', 'team']) {
    const column = table === 'team' ? 'id' : 'team_id';
    await app.database.client.$executeRawUnsafe(`DELETE FROM ${table} WHERE ${column} IN (SELECT id FROM team WHERE name <> 'Checkout')`);
  }
};

const NUMBER_FIELDS: Readonly<Record<string, Answers>> = {
  'setup.team.wipLimit': {
    as: 'tomas',
    open: edit('setup.team'),
    needed: true,
    stored: "SELECT wip_limit AS v FROM team WHERE name = 'Checkout'",
  },
  'setup.stream.wipLimit': { as: 'tomas', open: edit('setup.stream'), stored: "SELECT wip_limit AS v FROM value_stream WHERE key = 'LAB'" },
  'setup.ownTeam.wipLimit': {
    as: 'ruth',
    open: openOwnTeam,
    others: async () => ({
      name: input('Owners'),
      streamIds: { type: 'multi_static_select', selected_options: [{ value: await idOf('LAB') }] },
    }),
    needed: true,
    stored: "SELECT wip_limit AS v FROM team WHERE name = 'Owners'",
    after: async () => {
      for (const words of ['next', 'board', 'setup']) {
        await at.type('ruth', 'general', words);
        expectHarmless('ruth');
      }
      await dropOwnTeam();
    },
  },
};

const tick = { type: 'checkboxes', selected_options: [{ value: 'yes' }] };
const DATE_FIELDS: Readonly<Record<string, Answers>> = {
  'portfolio.propose.askAgainOn': {
    as: 'mei',
    open: () => at.type('mei', 'checkout', 'propose'),
    others: () => ({ title: input(newTitle()), notKnown: tick }),
    needed: true,
    stored: newest('epic', "to_char(ask_again_on, 'YYYY-MM-DD')"),
    after: () => shown('mei', 'portfolio', 'outcome'),
  },
  'portfolio.outcome.askAgainOn': {
    as: 'mei',
    open: () => at.type('mei', 'checkout', 'outcome E-1'),
    others: () => ({ outcome: input(''), notKnown: tick }),
    needed: true,
    stored: "SELECT to_char(ask_again_on, 'YYYY-MM-DD') AS v FROM epic WHERE key = 'E-1'",
    after: () => shown('mei', 'E-1', 'why E-1', 'portfolio'),
  },
  'antiBacklog.parkIdea.reopenOn': {
    as: 'mei',
    open: () => at.type('mei', 'checkout', 'park'),
    others: () => ({ title: input(newTitle()), reason: input('Rain'), reasonCode: other }),
    stored: newest('parked_idea', "to_char(reopen_on, 'YYYY-MM-DD')"),
    after: showNewest,
  },
  'antiBacklog.parkThing.reopenOn (epic)': {
    as: 'mei',
    open: () => at.type('mei', 'checkout', 'park E-2'),
    others: () => ({ reason: input('Rain'), reasonCode: other }),
    stored: newest('parked_idea', "to_char(reopen_on, 'YYYY-MM-DD')"),
    after: async () => {
      await showNewest();
      await shown('mei', 'E-2', 'revive E-2 The rain is over');
    },
  },
  'antiBacklog.parkThing.reopenOn (item)': {
    as: 'mei',
    open: () => at.type('mei', 'checkout', 'park LAB-4'),
    others: () => ({ reason: input('Rain'), reasonCode: other }),
    stored: newest('parked_idea', "to_char(reopen_on, 'YYYY-MM-DD')"),
    after: async () => {
      await showNewest();
      await shown('mei', 'LAB-4', 'revive LAB-4 The rain is over');
    },
  },
};

/** Fields with rules of their own, tried one by one: here, or as "stages and keys" beside the other texts. */
const OWN_RULES = ['fill.list.titles', 'setup.ownTeam.name', 'setup.stream.key', 'setup.stream.stages'];

it('tries every field of every form into which something can be typed', () => {
  const texts = Object.entries(forms).flatMap(([form, { fields }]) => Object.keys(fields).map((field) => `${nameOf(form)}.${field}`));
  const tried = new Set([...texts, ...Object.keys(NUMBER_FIELDS), ...Object.keys(DATE_FIELDS), ...OWN_RULES].map(nameOf));
  const typed = FIELDS.filter(({ field }) => ['text', 'longText', 'number', 'date'].includes(field.type)).map(({ id }) => id);
  expect(
    typed.filter((id) => !tried.has(id)),
    'fields without a row',
  ).toEqual([]);
  expect(
    [...tried].filter((id) => !typed.includes(id)),
    'rows without a field',
  ).toEqual([]);
  // What is typed to find something is a query and no value; "texts" asks this one.
  const sources = FIELDS.flatMap(({ field }) => (field.type === 'lookup' || field.type === 'lookups' ? [field.source] : []));
  expect([...new Set(sources)]).toEqual(['epics']);
});

for (const [id, of] of Object.entries(NUMBER_FIELDS))
  tryAll(id, of, () => [...NUMBERS.map(([typed, value]) => [typed, value ?? undefined] as const), [' ', null]], input);

const today = DateTime.now().setZone('Europe/Berlin');
const day = (moved: DateTime) => moved.toFormat('yyyy-MM-dd');
const DATES = datesFrom({
  today: day(today),
  tomorrow: day(today.plus({ days: 1 })),
  last: day(today.plus({ years: 10 })),
  beyond: day(today.plus({ years: 10, days: 1 })),
});
for (const [id, of] of Object.entries(DATE_FIELDS))
  tryAll(
    id,
    of,
    () => DATES,
    (typed) => ({ type: 'datepicker', selected_date: typed }),
  );

describe('a pasted list', () => {
  const list: Answers = { as: 'mei', open: () => at.type('mei', 'checkout', 'import list'), stored: '' };
  const titlesNow = async () =>
    (
      await one(
        "SELECT coalesce(json_agg(title ORDER BY rank), '[]') AS v FROM item WHERE stream_id = $1::uuid AND rank IS NOT NULL",
        await idOf('LIST'),
      )
    )?.v;
  let view: View;
  beforeAll(async () => {
    await at.type('tomas', 'general', 'setup stream');
    await at.send('tomas', { name: 'Lists', key: 'LIST' });
    view = await openOf(list);
  });

  /** Pastes it into an empty backlog; what came in is shown, and taken out again. */
  async function paste(text: string, meant: readonly string[] | undefined): Promise<RawAnswer> {
    const before = await fingerprint(app.database);
    const streamId = option(await idOf('LIST'));
    const fresh = meant === undefined ? view : await openOf(list);
    const answer = await send({ ...list, others: () => ({ streamId }) }, fresh, 'titles', input(text));
    expect(answer).toMatchObject({ status: 200, problems: [] });
    if (meant === undefined) {
      expect(Object.keys(answer.errors)).toEqual(['titles']);
      expect(await fingerprint(app.database)).toEqual(before);
      return answer;
    }
    expect(answer.errors).toEqual({});
    expect(mentionsAndLinks(answer.view)).toEqual([]);
    expect(await titlesNow()).toEqual(meant);
    expectHarmless('mei');
    await shown('mei', 'backlog LIST', 'undo');
    expect(await titlesNow()).toEqual([]);
    return answer;
  }

  /** What a line of a list stores; null: it falls away, undefined: the list is refused for it. */
  function lineOf(sample: Sample): string | null | undefined {
    // A line that shows nothing is no empty line: whoever pasted it may see one there.
    if (sample.name === 'only what shows nothing') return undefined;
    const value = expected(sample, { limit: 200, optional: true });
    return sample.name === 'a bullet' ? 'not a list' : value;
  }
  const single = CORPUS.filter((sample) => sample.lines === undefined && !/[\n\r\u2028]/.test(sample.text));
  const good = single.filter((sample) => typeof lineOf(sample) === 'string');
  const bad = single.filter((sample) => lineOf(sample) === undefined);
  const blank = single.filter((sample) => lineOf(sample) === null);

  it.each(CORPUS)('of one line takes it or says why not: $name', async (sample) => {
    const line = lineOf(sample);
    const meant = typeof line === 'string' ? (sample.lines?.split('\n') ?? [line]) : undefined;
    await paste(sample.text, meant);
  });

  it('of every good line takes them all, in order, however they are separated and marked', async () => {
    const marks = ['', '- ', '* ', '3. ', '[ ] ', '  • '];
    const breaks = ['\n', '\r\n', '\n\n', '\u2028', '\n   \n'];
    const text = good.map((sample, n) => `${marks[n % marks.length]}${sample.text}${breaks[n % breaks.length]}`).join('');
    await paste(text, good.map(lineOf) as string[]);
  });

  it.each([...bad, ...blank])(
    'with one line of $name among good ones is taken without it, or not at all, and says which',
    async (sample) => {
      const text = `First line\n${sample.text}\nThird line`;
      const answer = await paste(text, lineOf(sample) === null ? ['First line', 'Third line'] : undefined);
      // What no text can hold is refused as a text; a title that is too long by the number of its line.
      if (lineOf(sample) === undefined && !sample.broken && (sample.letters ?? 0) < 3_000) expect(answer.errors.titles).toContain('Line 2');
    },
  );

  it('mixed by chance is taken whole or not at all', async () => {
    const short = (sample: Sample) => sample.text.length <= 210;
    const line = fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...good.filter(short)) },
      { weight: 1, arbitrary: fc.constantFrom(...bad.filter(short), ...blank) },
    );
    const lists = fc.sample(fc.uniqueArray(line, { minLength: 2, maxLength: 9, selector: (sample) => sample.name }), {
      seed: 83,
      numRuns: 25,
    });
    let taken = 0;
    for (const samples of lists) {
      const values = samples.map(lineOf);
      const meant = values.filter((value) => typeof value === 'string');
      const refused = values.includes(undefined) || meant.length === 0;
      await paste(samples.map((sample) => sample.text).join('\n'), refused ? undefined : meant);
      if (!refused) taken += 1;
    }
    // Both happen.
    expect([taken > 3, taken < lists.length - 3]).toEqual([true, true]);
  });
});

describe('a team of one’s own', () => {
  it.each(CORPUS)('takes its name or says why not: $name', async (sample) => {
    const of: Answers = {
      as: 'ruth',
      open: openOwnTeam,
      others: async () => ({
        wipLimit: input('2'),
        streamIds: { type: 'multi_static_select', selected_options: [{ value: await idOf('LAB') }] },
      }),
      stored: '',
    };
    const view = await openOf(of);
    const before = await fingerprint(app.database);
    const answer = await send(of, view, 'name', input(sample.text));
    expect(answer).toMatchObject({ status: 200, problems: [] });
    const name = expected(sample, { limit: 80 });
    if (name === undefined) {
      expect(Object.keys(answer.errors)).toEqual(['name']);
      expect(await fingerprint(app.database)).toEqual(before);
      return;
    }
    expect(answer.cleared, answer.body).toBe(true);
    expect(await one(newest('team', 'name'))).toEqual({ v: name });
    expectHarmless('ruth');
    for (const words of ['', 'setup', 'next', 'board']) {
      await at.type('ruth', 'general', words);
      expectHarmless('ruth');
    }
    await dropOwnTeam();
  });
});
