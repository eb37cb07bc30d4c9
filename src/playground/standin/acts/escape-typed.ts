import { channelsOf } from '../world/people.ts';
import type { World } from '../world/world.ts';

const SPECIAL = ['channel', 'here', 'everyone'];

/**
 * What a person typed, as Slack hands it on: `&`, `<`, `>` escaped, `@name` and `#channel` resolved, links in brackets.
 * Commands (with `should_escape`) carry the name behind a bar, messages do not.
 * https://docs.slack.dev/interactivity/implementing-slash-commands
 */
export function escapeTyped(world: World, personId: string, typed: string, style: 'command' | 'message'): string {
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const { people, bot } = world.settings;
  const users = new Map([...people, { id: bot.id, name: bot.name.toLowerCase() }].map((one) => [one.name, one.id]));
  const channels = new Map(channelsOf(world, personId).flatMap((one) => (one.kind === 'channel' ? [[one.name, one.id] as const] : [])));
  return escaped.replaceAll(/https?:\/\/[^\s|]+|(?<![\w@#/])([@#])([\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*)/gu, (whole, sign, name) => {
    if (sign === undefined) return `<${whole}>`;
    if (sign === '#') return channels.has(name) ? `<#${channels.get(name)}|${name}>` : whole;
    if (SPECIAL.includes(name)) return `<!${name}>`;
    const id = users.get(name) ?? users.get(name.toLowerCase());
    if (id === undefined) return whole;
    return style === 'command' ? `<@${id}|${name}>` : `<@${id}>`;
  });
}
