import { isObject, isString, type Json } from '../judge/json.ts';

/** Something in a message that is more than words: it notifies someone or leads somewhere. */
export interface Live {
  readonly kind: 'user' | 'channel' | 'group' | 'broadcast' | 'link';
  /** The id, `channel`/`here`/`everyone`, or the address. */
  readonly target: string;
  /** Slack found it by itself in bare words (a naked URL, `@here`); `verbatim: true` on the text object prevents that. */
  readonly auto: boolean;
  /** JSON pointer of the text; empty when a plain string was given. */
  readonly path: string;
}

/**
 * The live mentions and links in a rendered message or view, or in one mrkdwn string. Only mrkdwn objects, the top-level `text`,
 * markdown blocks and rich text elements can be live; plain_text never is.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function mentionsAndLinks(rendered: unknown): Live[] {
  if (isString(rendered)) return mrkdwn(rendered, '', true, false);
  if (!isObject(rendered)) return [];
  const top = isString(rendered.text) && rendered.type === undefined ? mrkdwn(rendered.text, '/text', true, false) : [];
  if (rendered.blocks === undefined && rendered.attachments === undefined) return [...top, ...walk(rendered, '')];
  // Only what is drawn: a message of a snapshot also carries the same blocks as `raw`.
  return [...top, ...walk(rendered.blocks, '/blocks'), ...walk(rendered.attachments, '/attachments')];
}

function walk(value: unknown, path: string): Live[] {
  if (Array.isArray(value)) return value.flatMap((entry, index) => walk(entry, `${path}/${index}`));
  if (!isObject(value)) return [];
  const here = liveHere(value, path);
  return [...here, ...Object.entries(value).flatMap(([key, entry]) => walk(entry, `${path}/${key}`))];
}

function liveHere(value: Json, path: string): Live[] {
  const one = (kind: Live['kind'], target: unknown): Live[] => [{ kind, target: String(target), auto: false, path }];
  switch (value.type) {
    case 'mrkdwn':
      return isString(value.text) ? mrkdwn(value.text, `${path}/text`, value.verbatim !== true, value.verbatim !== true) : [];
    case 'markdown':
      return isString(value.text) ? [...mrkdwn(value.text, `${path}/text`, true, true), ...markdownLinks(value.text, `${path}/text`)] : [];
    case 'user':
      return isString(value.user_id) ? one('user', value.user_id) : [];
    case 'usergroup':
      return isString(value.usergroup_id) ? one('group', value.usergroup_id) : [];
    case 'channel':
      return isString(value.channel_id) ? one('channel', value.channel_id) : [];
    case 'broadcast':
      return one('broadcast', value.range);
    case 'link':
      return isString(value.url) ? one('link', value.url) : [];
    default:
      return [];
  }
}

const BRACKETED = /<([^<>\n]+)>/g;
/** Top-level text is parsed with `parse: none` for bots: links are found, `@here` in bare words is not. */
const NAKED_LINK = /\bhttps?:\/\/[^\s<>|]+/g;
const NAKED_BROADCAST = /(?<![\w@])@(channel|here|everyone)\b/g;

function mrkdwn(text: string, path: string, autoLinks: boolean, autoMentions: boolean): Live[] {
  const found: Live[] = [];
  const rest = text.replaceAll(BRACKETED, (whole, inner: string) => {
    const live = bracketed(inner, path);
    if (live) found.push(live);
    return live ? ' '.repeat(whole.length) : whole;
  });
  if (autoLinks) for (const [target] of rest.matchAll(NAKED_LINK)) found.push({ kind: 'link', target, auto: true, path });
  if (autoMentions)
    for (const [, target = ''] of rest.matchAll(NAKED_BROADCAST)) found.push({ kind: 'broadcast', target, auto: true, path });
  return found;
}

function bracketed(inner: string, path: string): Live | undefined {
  const target = inner.split('|')[0] ?? '';
  const live = (kind: Live['kind'], name: string): Live => ({ kind, target: name, auto: false, path });
  if (/^@[UW][A-Z0-9]+$/i.test(target)) return live('user', target.slice(1));
  if (/^#[CG][A-Z0-9]+$/i.test(target)) return live('channel', target.slice(1));
  if (/^!subteam\^/i.test(target)) return live('group', target.slice('!subteam^'.length));
  if (/^!(channel|here|everyone|group)$/i.test(target)) return live('broadcast', target.slice(1).toLowerCase());
  // `<!date^…>` draws a date; it becomes a link only with a fourth part.
  if (/^!date\^[^^]*\^[^^]*\^./i.test(target)) return live('link', target.split('^')[3] ?? '');
  if (/^(https?|mailto|tel|slack|ftp):/i.test(target)) return live('link', target);
  return undefined;
}

function markdownLinks(text: string, path: string): Live[] {
  return [...text.matchAll(/\]\(\s*<?([^)\s>]+)/g)].map(([, target = '']) => ({ kind: 'link', target, auto: false, path }));
}
