import type { Channel, Person } from '../../wire/protocol.ts';
import { isObject, type Json } from '../judge/json.ts';
import { judgeMessage } from '../judge/message.ts';
import { parseJson } from '../world/arguments.ts';
import { type BotAnswer, sendForm } from '../world/dispatch.ts';
import { addMessage } from '../world/messages.ts';
import { domainOf, VERIFICATION_TOKEN } from '../world/payloads.ts';
import { recordRefusal } from '../world/record.ts';
import { newReplyUrl } from '../world/reply-addresses.ts';
import { newTrigger } from '../world/triggers.ts';
import type { World } from '../world/world.ts';
import { escapeTyped } from './escape-typed.ts';
import { alerted, failureOf, type Outcome } from './outcome.ts';

/** A slash command, typed whole: `/flow next`. https://docs.slack.dev/interactivity/implementing-slash-commands */
export async function runCommand(world: World, person: Person, channel: Channel, typed: string): Promise<Outcome> {
  const [command = '', rest = ''] = splitOnce(typed.trim());
  if (!world.settings.commands.some((hint) => hint.command === command)) {
    return alerted(world, `${command} is not a valid command. To send a message that starts with “/”, put a space before it.`);
  }
  const { team, bot } = world.settings;
  const answer = await sendForm(world, 'command', {
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    team_domain: domainOf(world),
    channel_id: channel.id,
    channel_name: channel.kind === 'direct' ? 'directmessage' : channel.name,
    user_id: person.id,
    user_name: person.name,
    command,
    text: escapeTyped(world, person.id, rest, 'command'),
    api_app_id: bot.appId,
    is_enterprise_install: 'false',
    response_url: newReplyUrl(world, { personId: person.id, channel: channel.id, ts: null }),
    trigger_id: newTrigger(world, person.id, channel.id),
  });
  return takeAnswer(world, person, channel, command, answer);
}

function takeAnswer(world: World, person: Person, channel: Channel, command: string, answer: BotAnswer): Outcome {
  const failure = failureOf(answer);
  if (failure) return alerted(world, `${command} ${failure}.`, answer);
  const payload = payloadOf(answer);
  if (payload === undefined)
    return alerted(world, `${command} failed with the error "invalid_command_response": the answer is no JSON.`, answer);
  if (Object.keys(payload).length === 0) return { ok: true, answer };
  const problems = judgeMessage(payload);
  if (problems.length > 0) {
    const reason = recordRefusal(world, `answer to ${command}`, problems, payload);
    return alerted(world, `${command} failed because Slack refused the app's answer. ${reason}`, answer);
  }
  const open = payload.response_type === 'in_channel';
  addMessage(world, { channel, user: world.settings.bot.id, payload, ephemeralFor: open ? undefined : person.id });
  return { ok: true, answer };
}

/** An empty body says nothing; plain text is an ephemeral message; anything else must be a JSON object. */
function payloadOf(answer: BotAnswer): Json | undefined {
  if (answer.body.trim() === '') return {};
  const parsed = parseJson(answer.body);
  if (isObject(parsed)) return parsed;
  return answer.contentType.startsWith('text/plain') ? { text: answer.body } : undefined;
}

function splitOnce(text: string): [string, string] {
  const at = text.search(/\s/);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at).trim()];
}
