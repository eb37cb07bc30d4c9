import fc from 'fast-check';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { mentionsAndLinks } from '../../src/playground/index.ts';
import type { View } from '../../src/playground/wire/protocol.ts';
import { forms, nameOf } from '../acts/index.ts';
import { fingerprint, row } from '../support/play.ts';
import { type RawAnswer, stateOfView, submitRaw } from '../support/raw.ts';
import { CORPUS, NO_DATES, NUMBERS, type Sample } from './corpus.ts';
import { expected } from './expected.ts';
import { FINDERS } from './finders.ts';
import { date, input, newest, ofItem, option } from './form-row.ts';
import { FIELDS, groundForSuite } from './ground.ts';
import { type Answers, dateRows, numberRows } from './rows-numbers-dates.ts';

const { app, at, idOf, edit, expectHarmless, goOn, putBack } = groundForSuite();

const one = (sql: string, ...values: unknown[]) => row(app.database, sql, ...values);

async function openOf({ as, open }: Pick<Answers, 'as' | 'open'>): Promise<View> {
  await open();
  const view = app.driver.view(as);
  if (!view) throw new Error('No form opened.');
  await app.driver.close({ as });
  return view;
}

async function send(of: Pick<Answers, 'as' | 'others'>, view: View, field: string, value: object): Promise<RawAnswer> {
  const values = stateOfView(view);
  for (const [name, given] of Object.entries({ ...of.others?.(), [field]: value })) values[name] = { [name]: { ...given } };
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
      await putBack();
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
        const answer = await send(of, standing, field, asState(typed));
        expect(answer, typed).toMatchObject({ status: 200, problems: [], errors: {} });
        expect(mentionsAndLinks(answer.view)).toEqual([]);
        await goOn(of.as);
        expect(await one(of.stored), typed).toEqual({ v: meant });
        expectHarmless(of.as);
        await shown(of.as, ...(of.looks ?? []));
        await putBack();
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
const NUMBER_FIELDS = numberRows({ at, idOf, edit }, app);
const DATE_FIELDS = dateRows({ at, idOf, edit });

/** Fields with rules of their own, tried one by one: here, or as "stages and keys" beside the other texts. */
const OWN_RULES = [
  'doors.enterCode.code',
  'doors.enterPersonCode.code',
  'fill.list.titles',
  'portfolio.running.titles',
  'portfolio.shares.limits',
  'portfolio.shares.shares',
  'portfolio.where.name',
  'reshape.split.titles',
  'setup.ownTeam.name',
  'setup.stream.key',
  'setup.stream.stages',
  'tags.edit.synonyms',
  'tags.new.synonyms',
];

it('tries every field that is read in a way of its own, and every source that things are found in', () => {
  const own = forms.flatMap(({ name, own: fields = [] }) => fields.map((field) => `${name}.${field}`));
  const elsewhere = ['setup.ownTeam.name'];
  expect([...new Set([...own, ...elsewhere])].sort()).toEqual(OWN_RULES);
  // What is typed to find something is a query and no value; "texts" asks each source.
  const sources = FIELDS.flatMap(({ field }) => (field.type === 'lookup' || field.type === 'lookups' ? [field.source] : []));
  expect([...new Set(sources)].sort()).toEqual(Object.keys(FINDERS).sort());
});

for (const [id, of] of Object.entries(NUMBER_FIELDS)) {
  const field = FIELDS.find((known) => known.id === id)?.field;
  if (field?.type !== 'number') throw new Error(`${id} is no number.`);
  const within = (value: number | null) => (value === null || value < field.min || value > field.max ? undefined : value);
  tryAll(id, of, () => [...(of.typed ?? NUMBERS).map(([typed, value]) => [typed, within(value)] as const), [' ', of.empty ?? null]], input);
}

for (const [id, of] of Object.entries(DATE_FIELDS)) {
  const { good, beyond, empty } = of;
  const answers = [
    ...[...good, ` ${good[0]} `].map((typed) => [typed, typed.trim()] as const),
    ...['', '   '].map((typed) => [typed, empty] as const),
    ...[...beyond, ...NO_DATES].map((typed) => [typed, undefined] as const),
  ];
  tryAll(id, of, () => answers, date);
}

/** What a line of a list stores; null: it falls away, undefined: the list is refused for it. */
function lineOf(sample: Sample): string | null | undefined {
  const value = expected(sample, { limit: 200, optional: true });
  return sample.name === 'a bullet' ? 'not a list' : value;
}

describe('a pasted list', () => {
  const list: Answers = { as: 'mei', open: () => at.type('mei', 'checkout', 'import list'), stored: '' };
  const titlesNow = async () =>
    (
      await one(
        "SELECT coalesce(json_agg(title ORDER BY rank), '[]') AS v FROM item WHERE stream_id = $1::uuid AND rank IS NOT NULL",
        listId,
      )
    )?.v;
  let view: View;
  let listId = '';
  beforeAll(async () => {
    await at.type('tomas', 'general', 'setup stream');
    await at.send('tomas', { name: 'Lists', key: 'LIST' });
    listId = String((await one("SELECT id::text AS id FROM value_stream WHERE key = 'LIST'"))?.id);
    view = await openOf(list);
  });

  /** Pastes it into an empty backlog; what came in is shown, and taken out again. */
  async function paste(text: string, meant: readonly string[] | undefined): Promise<RawAnswer> {
    const before = await fingerprint(app.database);
    const streamId = option(listId);
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
  let view: View;
  beforeAll(async () => {
    await putBack();
    view = await openOf(NUMBER_FIELDS['setup.ownTeam.wipLimit'] as Answers);
  });

  it.each(CORPUS)('takes its name or says why not: $name', async (sample) => {
    const streamIds = { type: 'multi_static_select', selected_options: [{ value: idOf('LAB') }] };
    const before = await fingerprint(app.database);
    const answer = await send({ as: 'ruth', others: () => ({ wipLimit: input('2'), streamIds }) }, view, 'name', input(sample.text));
    expect(answer).toMatchObject({ status: 200, problems: [] });
    const name = expected(sample, { limit: 80 });
    if (name === undefined) {
      expect(Object.keys(answer.errors)).toEqual(['name']);
      expect(await fingerprint(app.database)).toEqual(before);
      return;
    }
    onTestFinished(putBack);
    expect(answer.cleared || answer.view !== undefined, answer.body).toBe(true);
    expect(await one(newest('team', 'name'))).toEqual({ v: name });
    expectHarmless('ruth');
    for (const words of ['', 'setup', 'next', 'board']) {
      await at.type('ruth', 'general', words);
      expectHarmless('ruth');
    }
  });
});

describe('the parts of a split', () => {
  let view: View;
  beforeAll(async () => {
    await putBack();
    view = await openOf({ as: 'mei', open: () => at.type('mei', 'checkout', 'split LAB-11') });
  });

  it.each(CORPUS)('are all there, or none is, with the reason: $name', async (sample) => {
    const line = lineOf(sample);
    const parts = typeof line === 'string' ? ['A first part', ...(sample.lines?.split('\n') ?? [line])] : undefined;
    const before = await fingerprint(app.database);
    const answer = await send({ as: 'mei' }, view, 'titles', input(`A first part\n${sample.text}`));
    expect(answer).toMatchObject({ status: 200, problems: [] });
    if (parts === undefined) {
      expect(Object.keys(answer.errors)).toEqual(['titles']);
      expect(await fingerprint(app.database)).toEqual(before);
      return;
    }
    onTestFinished(putBack);
    expect(answer.errors).toEqual({});
    expect(mentionsAndLinks(answer.view)).toEqual([]);
    const children = `SELECT json_agg(title ORDER BY rank) AS v FROM item WHERE parent_id = (${ofItem('LAB-11', 'id')})`;
    expect(await one(children)).toEqual({ v: parts });
    await shown('mei', 'LAB-11', 'why LAB-11', 'backlog LAB');
  });
});

describe('other words for a tag', () => {
  const tag = async (stream: string) => at.type('ines', 'checkout', `tags ${stream}`);
  const opening = {
    'tags.new': async () => at.press('ines', await tag('ORD'), 'Add a tag'),
    'tags.edit': async () => at.press('ines', await at.press('ines', await tag('ORD'), 'Open'), 'Edit'),
  };
  it.each(Object.entries(opening))('are kept in small letters, or refused beside the field: %s', async (_name, open) => {
    await putBack();
    const view = await openOf({ as: 'ines', open });
    for (const sample of CORPUS) {
      const typed = expected(sample, { limit: 500, several: true, optional: true });
      const words = typed?.split(/[,;\n]/).map((word) => word.normalize('NFKC').toLowerCase().trim());
      const kept = [...new Set(words)].filter((word) => word !== '').sort();
      const before = await fingerprint(app.database);
      const others = () => ({ name: input('Shelf'), kind: option('journey') });
      const answer = await send({ as: 'ines', others }, view, 'synonyms', input(sample.text));
      expect(answer, sample.name).toMatchObject({ status: 200, problems: [] });
      if (typed === undefined || kept.some((word) => word.length > 40)) {
        expect(Object.keys(answer.errors), sample.name).toEqual(['synonyms']);
        expect(await fingerprint(app.database), sample.name).toEqual(before);
        continue;
      }
      expect(answer.errors, sample.name).toEqual({});
      expect(mentionsAndLinks(answer.view), sample.name).toEqual([]);
      const stored = await one(
        `SELECT coalesce(json_agg(word ORDER BY word COLLATE "C"), '[]') AS v FROM tag_synonym s JOIN tag t ON t.id = s.tag_id WHERE t.name = 'Shelf' AND word <> 'shelf'`,
      );
      expect([...((stored?.v ?? []) as string[])].sort(), sample.name).toEqual(kept);
      await shown('ines', 'tags ORD');
      await putBack();
    }
  });
});

describe('a code for another door', () => {
  it.each([
    ['doors.enterCode', 'tomas', 'setup connect', 'I have a code'],
    ['doors.enterPersonCode', 'mei', 'account', 'I have a code from there'],
  ])('is none of these, and nothing is stored or counted: %s', async (_name, as, words, label) => {
    await putBack();
    // A person's code is asked for where a second door is open.
    const run = (sql: string) => app.database.client.$executeRawUnsafe(sql);
    if (as === 'mei')
      await run(
        "INSERT INTO workspace (platform, external_id, organization_id, created_at) SELECT 'teams', 't', id, now() FROM organization",
      );
    const view = await openOf({ as, open: async () => at.press(as, await at.type(as, 'general', words), label) });
    const before = await fingerprint(app.database);
    for (const sample of CORPUS) {
      const answer = await send({ as }, view, 'code', input(sample.text));
      expect(answer, sample.name).toMatchObject({ status: 200, problems: [], cleared: false });
      expect(mentionsAndLinks(answer.view), sample.name).toEqual([]);
      if (expected(sample, { limit: 80 }) === undefined) expect(Object.keys(answer.errors), sample.name).toEqual(['code']);
      else expect(answer.body, sample.name).toContain('A code looks like KXRP-7429-MRSH.');
    }
    expect(await fingerprint(app.database)).toEqual(before);
    await putBack();
  });
});
