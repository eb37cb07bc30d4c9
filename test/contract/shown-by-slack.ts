/**
 * What a person reads in a message or view of Slack, written apart from the renderer: plain text and rich text letter by letter,
 * markup with its marks taken off and its entities resolved. The notification text is left out.
 */
export function shownBySlack(drawn: unknown): string {
  if (typeof drawn !== 'object' || drawn === null) return '';
  const { blocks, text, title } = drawn as { blocks?: unknown[]; text?: unknown; title?: unknown };
  const own = Array.isArray(blocks) && blocks.length > 0 ? blocks.map(collect).join('\n') : markup(String(text));
  return title === undefined ? own : `${collect(title)}\n${own}`;
}

function collect(value: unknown): string {
  if (Array.isArray(value)) return value.map(collect).join(' ');
  if (typeof value !== 'object' || value === null) return '';
  const json = value as Readonly<Record<string, unknown>>;
  // A chart's texts are bare strings.
  if (json.type === 'data_visualization') return strings(json).join(' ');
  if (json.type === 'mrkdwn') return markup(String(json.text));
  if (json.type === 'link') return `${String(json.text ?? '')} ${String(json.url)}`;
  if (json.type === 'date') return String(json.fallback);
  if (typeof json.text === 'string') return json.text;
  return Object.entries(json)
    .map(([key, one]) => (key === 'initial_value' && typeof one === 'string' ? one : collect(one)))
    .join(' ');
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

function markup(text: string): string {
  return text
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<([^|>]*)\|([^>]*)>/g, '$2 $1')
    .replace(/(^|[\s(])([*_`])(\S(?:[^\n]*?\S)?)\2(?=$|[\s.,;:!?)])/gm, '$1$3')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** What Slack would draw of markup that is no letter: emoji codes and quotes. Rich and plain text have none. */
export function signsInMarkup(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(signsInMarkup);
  if (typeof value !== 'object' || value === null) return [];
  const json = value as Readonly<Record<string, unknown>>;
  if (json.type === 'plain_text' && json.emoji !== false) return [`emoji allowed in ${String(json.text).slice(0, 40)}`];
  if (json.type !== 'mrkdwn') return Object.values(json).flatMap(signsInMarkup);
  const text = String(json.text).replace(/<[^>]*>/g, '•');
  return [...text.matchAll(/:[\w+'-]+:|^\s*&gt;/gmu)].map(([sign]) => `sign ${sign}`);
}
