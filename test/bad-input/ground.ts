import { expect } from 'vitest';
import { fieldOf } from '../../src/chat/field.ts';
import { features } from '../../src/features/index.ts';
import { mentionsAndLinks } from '../../src/playground/index.ts';
import type { View } from '../../src/playground/protocol.ts';
import { appForSuite, type TestApp } from '../support/app.ts';
import { openEither } from '../support/databases.ts';
import { play, row, type SlackTold, setUp, userId } from '../support/play.ts';
import { pressRaw, withTexts } from '../support/raw.ts';
import type { Play } from '../support/scene.ts';
import { nameOf } from '../tenancy/registry.ts';
import type { Sample } from './corpus.ts';

/** Where to read what a field stored. How long it may be, and whether it may stay empty, is read from its contract. */
interface TextRow {
  readonly stored: string;
  /** An answer that it takes; none where it may stay empty. */
  readonly good?: string;
  /** The handler needs it, although its contract does not: left empty, it is refused once every other answer can be read. */
  readonly needed?: true;
}

interface FormRow {
  readonly as: string;
  /** Opens it anew. */
  readonly open: () => Promise<unknown>;
  readonly fields: Readonly<Record<string, TextRow>>;
  /** It carries the state of a thing that changes, so it is opened anew each time. */
  readonly fresh?: true;
  /** What it needs besides texts, as Slack would send it. */
  readonly picks?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** After it was accepted: makes the next opening possible. */
  readonly after?: () => Promise<unknown>;
}

/** A text field with its rules. */
export interface TextField extends TextRow {
  readonly limit: number;
  readonly several: boolean;
  readonly optional: boolean;
}

export interface TextForm extends FormRow {
  readonly fields: Readonly<Record<string, TextField>>;
}

/** What a field does with a text: the value stored (null for none), or undefined when it is refused. */
export function expected(
  sample: Sample,
  field: Pick<TextField, 'limit'> & Partial<Pick<TextField, 'several' | 'optional'>>,
): string | null | undefined {
  if (sample.broken || (sample.letters ?? 0) > field.limit) return undefined;
  const value = field.several ? (sample.lines ?? sample.line) : sample.line;
  if (value === null && !field.optional) return undefined;
  return value;
}

export function newest(table: string, column: string): string {
  return `SELECT ${column} AS v FROM ${table} ORDER BY created_at DESC, id DESC LIMIT 1`;
}

/** Every field of every form, from the catalogue. */
export const FIELDS = features
  .flatMap((feature) => feature.forms)
  .flatMap(({ contract }) =>
    Object.entries(contract.fields).map(([name, schema]) => ({
      form: contract.name,
      name,
      id: `${contract.name}.${name}`,
      field: fieldOf(schema),
    })),
  );

/** A company, and every form of it by name: the place where texts are tried. */
export interface Ground {
  readonly app: TestApp;
  readonly at: Play<SlackTold>;
  readonly forms: Readonly<Record<string, TextForm>>;
  /** Opens a form, and takes it off the screen: it may be sent all the same. */
  readonly openView: (name: string) => Promise<View>;
  /** Nothing that a person typed pings, links, or leaves what Slack takes. */
  readonly expectHarmless: (...people: string[]) => void;
  /** By now something like it may be known. Then that is asked first, and the person says that it is something else. */
  readonly goOn: (as: string) => Promise<void>;
}

/** What a person would send: the texts, and what the form needs besides them. */
export function stateWith(form: Pick<FormRow, 'picks'>, view: View, texts: Readonly<Record<string, string>>) {
  const { values } = withTexts(view, texts);
  const picks = Object.entries(form.picks ?? {}).map(([field, value]) => [field, { [field]: value }]);
  return { values: { ...values, ...Object.fromEntries(picks) } };
}

/** Sets the company up before the first test of the file. */
export function groundForSuite(): Ground {
  const app = appForSuite(openEither, { demo: false }, async (started) => {
    const at = await setUp(started, {
      streams: [{ key: 'LAB', name: 'Laboratory' }],
      teams: [{ name: 'Checkout', limit: 900, streams: ['LAB'], people: ['mei', 'oskar'], channel: 'checkout' }],
    });
    for (const title of ['First', 'Second', 'Third', 'Fourth']) await at.type('mei', 'checkout', `add ${title}`);
    for (const title of ['Night trains', 'Quieter alarms', 'Invoices by post']) {
      await at.type('mei', 'checkout', `propose ${title}`);
      await at.send('mei', { outcome: 'Somebody smiles' });
    }
    await at.type('mei', 'checkout', 'park Gift wrapping');
    await at.send('mei', { reasonCode: 'other', reason: 'Rain' });
  });
  const at = play(app);
  const expectHarmless = (...people: string[]) => {
    for (const as of people) {
      for (const channel of ['general', 'checkout']) {
        const message = app.driver.lastMessage(channel, as);
        const live = message ? mentionsAndLinks(message).filter((one) => !(one.auto && one.path === '/text')) : [];
        expect(live, `${as} in ${channel}`).toEqual([]);
      }
    }
    expect(app.driver.refusals).toEqual([]);
  };
  const forms = withRules(formRows(app, at, expectHarmless));
  return {
    app,
    at,
    forms,
    expectHarmless,
    openView: async (name) => {
      const form = forms[name];
      if (!form) throw new Error(`No form ${name}.`);
      await form.open();
      const view = app.driver.view(form.as);
      if (!view) throw new Error(`${name} did not open.`);
      await app.driver.close({ as: form.as });
      return view;
    },
    goOn: async (as) => {
      const held = await row(
        app.database,
        "SELECT f.form, f.id::text AS id FROM form_draft f JOIN account a USING (organization_id, member_id) WHERE jsonb_exists(f.data, 'held') AND a.external_user = $1",
        userId(app, as),
      );
      if (!held) return;
      expectHarmless(as);
      const value = JSON.stringify({ d: { heldId: held.id }, n: String(held.id) });
      const told = await pressRaw(app, as, { id: 'C0CHECKOUT', name: 'checkout' }, { id: String(held.form), value });
      expect(told.text).not.toBe('');
      expectHarmless(as);
    },
  };
}

/** Limits and needs from the contracts, so that what is tried is what is declared. */
function withRules(rows: Readonly<Record<string, FormRow>>): Readonly<Record<string, TextForm>> {
  return Object.fromEntries(
    Object.entries(rows).map(([entry, form]) => [
      entry,
      {
        ...form,
        fields: Object.fromEntries(
          Object.entries(form.fields).map(([name, text]) => [name, { ...text, ...rules(`${nameOf(entry)}.${name}`, text) }]),
        ),
      },
    ]),
  );
}

function rules(id: string, { needed }: TextRow): Pick<TextField, 'limit' | 'several' | 'optional'> {
  const field = FIELDS.find((one) => one.id === id)?.field;
  if (field?.type !== 'text' && field?.type !== 'longText') throw new Error(`${id} is no field of text.`);
  return { limit: field.limit.graphemes, several: field.type === 'longText', optional: !field.required && !needed };
}

function formRows(app: TestApp, at: Play<SlackTold>, expectHarmless: Ground['expectHarmless']): Readonly<Record<string, FormRow>> {
  const edit = async (label: string) => {
    const overview = await at.type('tomas', 'general', 'setup');
    const buttons = overview.message ? app.driver.buttons(overview.message).filter((one) => one.label === 'Edit') : [];
    const wanted = buttons.find((one) => one.actionId === label);
    return app.driver.click({ as: 'tomas', message: overview.message, actionId: label, blockId: wanted?.blockId ?? '' });
  };
  return {
    'setup.organization': {
      as: 'tomas',
      open: async () => at.press('tomas', await at.type('tomas', 'general', 'setup'), 'Name and zone'),
      fields: { name: { stored: 'SELECT name AS v FROM organization', good: 'Lindenhof' } },
    },
    'setup.stream': {
      as: 'tomas',
      open: () => edit('setup.stream'),
      fresh: true,
      fields: { name: { stored: "SELECT name AS v FROM value_stream WHERE key = 'LAB'", good: 'Laboratory' } },
    },
    'setup.team': {
      as: 'tomas',
      open: () => edit('setup.team'),
      fresh: true,
      fields: { name: { stored: 'SELECT name AS v FROM team', good: 'Checkout' } },
    },
    'backlog.add': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'add'),
      fields: {
        title: { stored: 'SELECT title AS v FROM item ORDER BY created_at DESC LIMIT 1', good: 'A title' },
        purpose: { stored: 'SELECT purpose AS v FROM item ORDER BY created_at DESC LIMIT 1' },
      },
    },
    'backlog.prepare': {
      as: 'oskar',
      fresh: true,
      open: async () => at.press('oskar', await at.type('oskar', 'checkout', 'LAB-1'), 'Edit'),
      fields: {
        title: { stored: "SELECT title AS v FROM item WHERE key = 'LAB-1'", good: 'A title' },
        purpose: { stored: "SELECT purpose AS v FROM item WHERE key = 'LAB-1'" },
        criteria: { stored: "SELECT criteria AS v FROM item WHERE key = 'LAB-1'" },
      },
    },
    'pull.block': {
      as: 'oskar',
      fresh: true,
      open: () => at.type('oskar', 'checkout', 'block LAB-2'),
      fields: {
        reason: { stored: 'SELECT reason AS v FROM blocked_interval WHERE to_at IS NULL', good: 'Rain' },
      },
      after: () => at.type('oskar', 'checkout', 'unblock LAB-2'),
    },
    'portfolio.propose': {
      as: 'mei',
      open: () => at.type('mei', 'checkout', 'propose'),
      fields: {
        title: { stored: newest('epic', 'title'), good: 'An epic' },
        outcome: { needed: true, stored: newest('epic', 'outcome'), good: 'A hope' },
        measure: { stored: newest('epic', 'measure') },
      },
    },
    'portfolio.outcome': {
      as: 'mei',
      fresh: true,
      open: () => at.type('mei', 'checkout', 'outcome E-1'),
      fields: {
        outcome: { needed: true, stored: "SELECT outcome AS v FROM epic WHERE key = 'E-1'", good: 'A hope' },
        measure: { stored: "SELECT measure AS v FROM epic WHERE key = 'E-1'" },
      },
      after: () => at.type('mei', 'checkout', 'E-1'),
    },
    'portfolio.details': {
      as: 'mei',
      fresh: true,
      open: async () => at.press('mei', await at.type('mei', 'checkout', 'E-1'), 'Details'),
      fields: {
        title: { stored: "SELECT title AS v FROM epic WHERE key = 'E-1'", good: 'An epic' },
        forWhom: { stored: "SELECT for_whom AS v FROM epic WHERE key = 'E-1'" },
        problem: { stored: "SELECT problem AS v FROM epic WHERE key = 'E-1'" },
        hypothesis: { stored: "SELECT hypothesis AS v FROM epic WHERE key = 'E-1'" },
        evidence: { stored: "SELECT evidence AS v FROM epic WHERE key = 'E-1'" },
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
        title: { stored: newest('parked_idea', 'title'), good: 'An idea' },
        reason: { stored: newest('parked_idea', 'reason'), good: 'Rain' },
        reopenWhen: { stored: newest('parked_idea', 'reopen_when') },
      },
      after: async () => {
        const idea = await row(app.database, newest('parked_idea', 'key'));
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
        reason: { stored: newest('parked_idea', 'reason'), good: 'Rain' },
        reopenWhen: { stored: newest('parked_idea', 'reopen_when') },
      },
      after: async () => {
        for (const words of ['why E-2', 'E-2', 'revive E-2 The rain is over']) {
          await at.type('mei', 'checkout', words);
          expectHarmless('mei');
        }
      },
    },
    'antiBacklog.parkThing (item)': {
      as: 'mei',
      fresh: true,
      open: () => at.type('mei', 'checkout', 'park LAB-4'),
      picks: { reasonCode: { type: 'static_select', selected_option: { value: 'other' } } },
      fields: {
        reason: { stored: newest('parked_idea', 'reason'), good: 'Rain' },
        reopenWhen: { stored: newest('parked_idea', 'reopen_when') },
      },
      after: async () => {
        for (const words of ['why LAB-4', 'LAB-4', 'parked', 'revive LAB-4 The rain is over']) {
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
          stored:
            "SELECT data->>'reason' AS v FROM event WHERE subject_type = 'idea' AND kind = 'revived' ORDER BY at DESC, subject_id DESC LIMIT 1",
          good: 'It dried up',
        },
      },
      after: async () => {
        const idea = await row(app.database, newest('parked_idea', 'key'));
        await at.type('mei', 'checkout', `show ${idea?.v}`);
        expectHarmless('mei');
      },
    },
  };
}
