import { randomUUID } from 'node:crypto';
import { userId } from '../support/play.ts';
import { openRaw, stateOfView, submissionOf } from '../support/raw.ts';
import type { Sent } from './delivery.ts';
import { newKey, newTitle, type Town } from './town.ts';

/** What a person fills in: words, or what Slack reports of another kind of field. */
export type Filled = string | object;
export const option = (value: string) => ({ type: 'static_select', selected_option: { value } });
export const options = (...values: string[]) => ({
  type: 'multi_static_select',
  selected_options: values.map((value) => ({ value })),
});
/** Found by typing. */
export const found = (value: string) => ({ type: 'external_select', selected_option: { value, text: { text: value } } });
export const day = (date: string) => ({ type: 'datepicker', selected_date: date });

/** What a form needs besides what it shows. Fields that it does not have fall away. */
function answers(): Readonly<Record<string, Filled>> {
  return {
    name: `Name ${randomUUID().slice(0, 8)}`,
    title: newTitle(),
    titles: `${newTitle()}\n${newTitle()}`,
    key: newKey(),
    reason: newTitle(),
    purpose: newTitle(),
    evidence: newTitle(),
    outcome: newTitle(),
    learning: newTitle(),
    question: newTitle(),
    choice: newTitle(),
    reasonCode: option('other'),
    to: option('bottom'),
    wipLimit: '3',
    winWhere: newTitle(),
    baseline: '40',
    target: '10',
    current: '25',
    verdict: option('met'),
    evidenceKind: option('metric'),
  };
}

interface Filling {
  /** Fields that stay as they were shown. */
  readonly keep?: readonly string[];
  /** Other fields, or what depends on what was shown. */
  readonly fill?: Readonly<Record<string, Filled | ((shown: Record<string, unknown>) => Filled)>>;
}

/** Opens a form, and fills in everything that it needs. */
export async function form(town: Town, as: string, open: () => Promise<unknown>, { keep = [], fill = {} }: Filling = {}): Promise<Sent> {
  await open();
  const { driver } = town.app;
  const view = driver.view(as);
  if (!view) throw new Error('No form opened.');
  await driver.close({ as });
  const values = stateOfView(view);
  for (const [name, value] of Object.entries({ ...answers(), ...fill })) {
    const shown = values[name];
    if (!shown && name in fill) throw new Error(`The form has no field ${name}.`);
    if (!shown || keep.includes(name)) continue;
    const given = typeof value === 'function' ? value(shown[name] ?? {}) : value;
    values[name] = { [name]: typeof given === 'string' ? { type: 'plain_text_input', value: given } : { ...given } };
  }
  return { type: 'form', as, view, values, fields: submissionOf(town.app, as, view, { state: { values } }) };
}

/** Opens it by words. */
export const formOf = (town: Town, words: string, filling?: Filling, as = 'mei', channel = 'checkout') =>
  form(town, as, () => town.at.type(as, channel, words), filling);

/** Opens it by a button with this data. */
export const formBehind = (town: Town, action: string, data: object, filling?: Filling, as = 'mei', channel = 'checkout') =>
  form(town, as, () => openRaw(town.app, as, channel, action, data), filling);

/** Hands a message of Oskar's over. */
export async function handOver(town: Town, callbackId: string, keep: readonly string[] = []): Promise<Sent> {
  const { driver } = town.app;
  await driver.say({ as: 'oskar', channel: 'checkout', text: newTitle() });
  const message = driver
    .messages('checkout', 'mei')
    .findLast((each) => each.ephemeralFor === undefined && each.user === userId(town.app, 'oskar'));
  return form(town, 'mei', () => driver.shortcut({ as: 'mei', callbackId, message }), { keep });
}
