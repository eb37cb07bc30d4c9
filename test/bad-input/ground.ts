import { expect } from 'vitest';
import { fieldOf } from '../../src/chat/field.ts';
import { features } from '../../src/features/index.ts';
import { mentionsAndLinks } from '../../src/playground/index.ts';
import type { View } from '../../src/playground/wire/protocol.ts';
import { appForSuite, type TestApp } from '../support/app.ts';
import { openEither } from '../support/databases.ts';
import { play, row, type SlackTold, userId } from '../support/play.ts';
import { pressRaw, withTexts } from '../support/raw.ts';
import type { Play } from '../support/scene.ts';
import { nameOf } from '../tenancy/registry.ts';
import { type IdOf, setUpCompany } from './company.ts';
import type { Sample } from './corpus.ts';
import type { FormRow, FormRows, TextRow } from './form-row.ts';
import { keepRows } from './kept-rows.ts';
import { backlogRows } from './rows-backlog.ts';
import { deliveryRows } from './rows-delivery.ts';
import { parkingRows } from './rows-parking.ts';
import { portfolioRows } from './rows-portfolio.ts';
import { setupRows } from './rows-setup.ts';
import { strategyRows } from './rows-strategy.ts';

/** A text field with its rules. */
export interface TextField extends TextRow {
  readonly limit: number;
  readonly several: boolean;
  readonly optional: boolean;
}

export interface TextForm extends FormRow {
  readonly fields: Readonly<Record<string, TextField>>;
}

type Rule = Pick<TextField, 'limit'> & Partial<Pick<TextField, 'several' | 'optional' | 'takes' | 'judges'>>;

const SEGMENTER = new Intl.Segmenter('en');

/** What a field does with a text: the value stored (null for none), or undefined when it is refused. */
export function expected(sample: Sample, field: Rule): string | null | undefined {
  const value = field.several ? (sample.lines ?? sample.line) : sample.line;
  if (sample.broken || (sample.letters ?? [...SEGMENTER.segment(value ?? '')].length) > field.limit) return undefined;
  if (value === null) return field.optional ? null : undefined;
  if (field.judges && !field.judges(value)) return undefined;
  return field.takes && !field.takes(value) ? undefined : value;
}

/** Is it refused by its contract, before the handler looks at any answer? */
export function isUnreadable(sample: Sample, { limit, several, optional, needed, judges }: TextField): boolean {
  const rule = { limit, several, optional: optional || needed === true };
  return expected(sample, judges ? { ...rule, judges } : rule) === undefined;
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
  readonly idOf: IdOf;
  /** Opens a stream or team of the overview by its button's action. */
  readonly edit: (action: string) => Promise<unknown>;
  /** All rows as they were after the set-up; forms that stand open stay so. */
  readonly putBack: () => Promise<void>;
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
  const picks = Object.entries(form.picks?.() ?? {}).map(([field, value]) => [field, { [field]: value }]);
  return { values: { ...values, ...Object.fromEntries(picks) } };
}

/** Sets the company up before the first test of the file. */
export function groundForSuite(): Ground {
  let known: IdOf | undefined;
  let putBack: (() => Promise<void>) | undefined;
  const app = appForSuite(openEither, { demo: false }, async (started) => {
    known = (await setUpCompany(started)).idOf;
    await started.idle();
    putBack = await keepRows(started.database);
  });
  const at = play(app);
  const idOf: IdOf = (name) => known?.(name) ?? '';
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
  const edit = async (action: string) => {
    const { message } = await at.type('tomas', 'general', 'setup');
    const button = message && app.driver.buttons(message).find((one) => one.label === 'Edit' && one.actionId === action);
    return app.driver.click({ as: 'tomas', message, actionId: action, blockId: button?.blockId ?? '' });
  };
  const hands = { at, idOf, edit };
  const forms = withRules({
    ...setupRows(hands),
    ...backlogRows(hands),
    ...deliveryRows(hands),
    ...parkingRows(hands),
    ...portfolioRows(hands),
    ...strategyRows(hands, app),
  });
  return {
    app,
    at,
    forms,
    idOf,
    edit,
    putBack: async () => {
      await app.idle();
      await putBack?.();
    },
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
function withRules(rows: FormRows): Readonly<Record<string, TextForm>> {
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
