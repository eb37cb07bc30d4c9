import { expect } from 'vitest';
import { fieldOf } from '../../src/chat/field.ts';
import { features } from '../../src/features/index.ts';
import { mentionsAndLinks } from '../../src/playground/index.ts';
import { appForSuite, type TestApp } from '../support/app.ts';
import { openEither } from '../support/databases.ts';
import { play, row, type SlackTold, userId } from '../support/play.ts';
import { pressRaw } from '../support/raw.ts';
import type { Play } from '../support/scene.ts';
import { type IdOf, setUpCompany } from './company.ts';
import { keepRows } from './kept-rows.ts';

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

/** A company: the place where texts are tried that are no field's, and fields with rules of their own. */
export interface Ground {
  readonly app: TestApp;
  readonly at: Play<SlackTold>;
  readonly idOf: IdOf;
  /** Opens a stream or team of the overview by its button's action. */
  readonly edit: (action: string) => Promise<unknown>;
  /** All rows as they were after the set-up; forms that stand open stay so. */
  readonly putBack: () => Promise<void>;
  /** Nothing that a person typed pings, links, or leaves what Slack takes. */
  readonly expectHarmless: (...people: string[]) => void;
  /** By now something like it may be known. Then that is asked first, and the person says that it is something else. */
  readonly goOn: (as: string) => Promise<void>;
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
  return {
    app,
    at,
    idOf,
    edit,
    putBack: async () => {
      await app.idle();
      await putBack?.();
    },
    expectHarmless,
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
