const TOKEN = /<([^<>]*)>|&(lt|gt|amp);/gu;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
]);

/**
 * Slack's encoded text as the person typed it, once and at the edge: `&lt; &gt; &amp;` as characters, a mention as `@name`, a
 * channel as `#name`, a link as its address or "label (address)". Only the text of commands and messages comes so encoded; what
 * is typed into a form is raw and must not pass through here.
 * https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 *
 * @param names people by user id, for mentions without a name (messages have only the id)
 */
export function decode(text: string, names: ReadonlyMap<string, string> = new Map()): string {
  return text.replace(TOKEN, (_, token: string | undefined, entity: string | undefined) =>
    token === undefined ? (ENTITIES.get(entity ?? '') ?? '') : decodeToken(token, names),
  );
}

function decodeToken(token: string, names: ReadonlyMap<string, string>): string {
  const bar = token.indexOf('|');
  const target = entities(bar === -1 ? token : token.slice(0, bar));
  const label = entities(bar === -1 ? '' : token.slice(bar + 1));
  const id = target.slice(1);
  switch (target[0]) {
    case '@':
      return `@${label.replace(/^@/u, '') || (names.get(id) ?? id)}`;
    case '#':
      return `#${label.replace(/^#/u, '') || id}`;
    case '!':
      return decodeSpecial(id, label);
    default:
      return decodeLink(target, label);
  }
}

// <!here>, <!subteam^S1|@group>, <!date^…|in words>
function decodeSpecial(id: string, label: string): string {
  if (id.startsWith('date^')) return label;
  return `@${(label || id.replace(/^subteam\^/u, '')).replace(/^@/u, '')}`;
}

function decodeLink(url: string, label: string): string {
  // Slack makes a link of "example.com" by itself; the person typed the label then.
  const made = [url, url.replace(/^mailto:/u, ''), url.replace(/^https?:\/\//u, '')];
  if (label === '') return url;
  return made.includes(label) || made.includes(`${label}/`) ? label : `${label} (${url})`;
}

function entities(text: string): string {
  return text.replace(/&(lt|gt|amp);/gu, (_, entity: string) => ENTITIES.get(entity) ?? '');
}
