import { randomUUID } from 'node:crypto';
import { judgeSubmissionAnswer } from '../../src/playground/standin/judge/answer.ts';
import { stateOf } from '../../src/playground/standin/world/form-state.ts';
import type { StateValues, View } from '../../src/playground/wire/protocol.ts';
import type { TestApp } from './app.ts';
import { userId } from './play.ts';

/** What came back over HTTP, judged as Slack judges it. */
export interface RawAnswer {
  readonly status: number;
  readonly ms: number;
  readonly body: string;
  /** Block id → words, when fields were refused. */
  readonly errors: Readonly<Record<string, string>>;
  /** The form closed: what it asked for was done. */
  readonly cleared: boolean;
  readonly problems: readonly unknown[];
  /** The view that took the form's place. */
  readonly view: unknown;
}

const NO_ERRORS: Readonly<Record<string, string>> = {};

/** A form's state as Slack would send it untouched. */
export function stateOfView(view: View): Record<string, Record<string, Record<string, unknown>>> {
  return structuredClone(stateOf(view.blocks, {}, null)) as Record<string, Record<string, Record<string, unknown>>>;
}

interface Changes {
  readonly state?: unknown;
  readonly metadata?: string;
  readonly callback?: string;
}

/** What Slack would send for a form, as the fields of its request: state and metadata may be the test's own. */
export function submissionOf(app: TestApp, as: string, view: View, changes: Changes = {}): { readonly payload: string } {
  const sent = view.raw as Readonly<Record<string, unknown>>;
  const { state = { values: stateOfView(view) }, metadata = sent.private_metadata, callback = sent.callback_id } = changes;
  const payload = {
    type: 'view_submission',
    team: { id: app.driver.team.id },
    user: { id: userId(app, as), name: as },
    trigger_id: 'no-trigger',
    view: {
      id: view.id,
      type: 'modal',
      private_metadata: metadata,
      callback_id: callback,
      title: { text: view.title },
      state,
    },
  };
  return { payload: JSON.stringify(payload) };
}

/** Sends a form as nobody's client would. */
export async function submitRaw(app: TestApp, as: string, view: View, changes: Changes = {}): Promise<RawAnswer> {
  const answer = await app.driver.post(new URLSearchParams(submissionOf(app, as, view, changes)).toString());
  const parsed =
    answer.body === '' ? {} : (JSON.parse(answer.body) as { response_action?: string; errors?: Record<string, string>; view?: unknown });
  return {
    ...answer,
    errors: parsed.errors ?? NO_ERRORS,
    cleared: parsed.response_action === 'clear',
    view: parsed.view,
    problems: answer.status === 200 && answer.body !== '' ? judgeSubmissionAnswer(parsed, view.blocks) : [],
  };
}

/** State of a form with some text fields set. */
export function withTexts(view: View, texts: Readonly<Record<string, string>>): { readonly values: StateValues } {
  const values = stateOfView(view);
  for (const [name, text] of Object.entries(texts)) values[name] = { [name]: { type: 'plain_text_input', value: text } };
  return { values };
}

/** Presses a button that need not exist. Without a response_url, what is said comes as a message to the person alone. */
export async function pressRaw(
  app: TestApp,
  as: string,
  channel: { readonly id: string; readonly name: string },
  action: { readonly id: string; readonly value?: unknown },
  extra: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly status: number; readonly ms: number; readonly text: string; readonly blocks: string }> {
  const payload = {
    type: 'block_actions',
    team: { id: app.driver.team.id },
    user: { id: userId(app, as), name: as },
    channel,
    trigger_id: `none.${Math.random()}`,
    actions: [{ type: 'button', block_id: 'b', action_id: action.id, ...(action.value === undefined ? {} : { value: action.value }) }],
    ...extra,
  };
  const before = app.driver.messages(channel.id, as).at(-1)?.ts;
  const answer = await app.driver.post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
  await app.idle();
  const message = app.driver.messages(channel.id, as).at(-1);
  const fresh = message && message.ts !== before ? message : undefined;
  return { status: answer.status, ms: answer.ms, text: fresh ? app.driver.text(fresh) : '', blocks: JSON.stringify(fresh?.blocks ?? null) };
}

/** A click as Slack tells of it, on a message of ours beneath what was typed (`sent`: the fields of that). */
export function clickOf(sent: Readonly<Record<string, string>>, as: string, channel: string, action: object, trigger = sent.trigger_id) {
  return {
    type: 'block_actions',
    team: { id: sent.team_id },
    user: { id: sent.user_id, name: as },
    channel: { id: sent.channel_id, name: channel },
    trigger_id: trigger,
    response_url: sent.response_url,
    actions: [{ type: 'button', block_id: 'b', ...action }],
  };
}

/** Presses a button with this data, as a message of ours would carry it: with a trigger, so that a form opens. */
export async function openRaw(app: TestApp, as: string, channel: string, action: string, data: object): Promise<void> {
  const { driver } = app;
  // A message with an address for answers, and a trigger that opened nothing yet.
  await driver.command({ as, channel, text: '/flow help' });
  const sent = (driver.traffic.findLast((each) => each.what === 'command')?.body ?? {}) as Record<string, string>;
  const value = JSON.stringify({ d: data, n: randomUUID() });
  const payload = JSON.stringify(clickOf(sent, as, channel, { action_id: action, value }));
  await driver.post(new URLSearchParams({ payload }).toString());
  await app.idle();
}
