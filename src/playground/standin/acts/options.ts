import type { Act, Person } from '../../wire/protocol.ts';
import { judgeOptions } from '../judge/answer.ts';
import { isObject } from '../judge/json.ts';
import { parseJson } from '../world/arguments.ts';
import { sendInteraction } from '../world/dispatch.ts';
import { findElement, labelOf, optionsOf } from '../world/elements.ts';
import { envelope, originJson } from '../world/payloads.ts';
import { recordRefusal } from '../world/record.ts';
import type { World } from '../world/world.ts';
import { originOf } from './origin.ts';
import { alerted, failureOf, type Outcome, stopped } from './outcome.ts';

type Ask = Extract<Act, { type: 'options' }>;

/** Slack asks after three letters unless the element says otherwise. */
const MIN_QUERY = 3;

/** A person types into an external select: https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export async function options(world: World, person: Person, act: Ask): Promise<Outcome> {
  const origin = originOf(world, person, act.container);
  const placed = origin && findElement(origin.blocks, act.blockId, act.actionId);
  // A query on its way when its form closed has nobody left to show choices to.
  if (!origin && act.container.type === 'view') return { ok: true, options: [] };
  if (!origin || !placed) return stopped('That is no longer there.');
  const least = typeof placed.element.min_query_length === 'number' ? placed.element.min_query_length : MIN_QUERY;
  if (act.query.length < least) return { ok: true, options: [] };
  const channel = world.channels.get(origin.channel ?? '');
  const answer = await sendInteraction(world, {
    ...envelope(world, 'block_suggestion', person),
    ...originJson(world, origin, channel),
    block_id: act.blockId,
    action_id: act.actionId,
    value: act.query,
  });
  const failure = failureOf(answer);
  if (failure) return alerted(world, `The list of choices ${failure}.`, answer);
  const payload = parseJson(answer.body);
  const problems = judgeOptions(payload);
  if (problems.length > 0 || !isObject(payload)) {
    const reason = recordRefusal(world, 'answer to block_suggestion', problems, payload ?? answer.body);
    return alerted(world, `Slack refused the list of choices. ${reason}`, answer);
  }
  const found = optionsOf(payload).map((option) => {
    const description = labelOf(option.description);
    return { text: labelOf(option.text), value: String(option.value), ...(description === '' ? {} : { description }) };
  });
  return { ok: true, answer, options: found };
}
