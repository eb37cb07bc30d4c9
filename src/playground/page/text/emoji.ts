/** The few shortcodes a flow bot may use. Others stay as typed, which is how Slack shows an unknown one. */
const EMOJI: Readonly<Record<string, string>> = {
  '+1': '👍',
  thumbsup: '👍',
  wave: '👋',
  tada: '🎉',
  eyes: '👀',
  bulb: '💡',
  clock3: '🕒',
  hourglass: '⌛',
  warning: '⚠️',
  question: '❓',
  exclamation: '❗',
  x: '❌',
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  arrow_right: '➡️',
  arrow_up: '⬆️',
  arrow_down: '⬇️',
  red_circle: '🔴',
  large_yellow_circle: '🟡',
  large_green_circle: '🟢',
  large_blue_circle: '🔵',
  white_circle: '⚪',
  no_entry: '⛔',
  lock: '🔒',
  link: '🔗',
  memo: '📝',
  calendar: '📅',
  chart_with_upwards_trend: '📈',
  chart_with_downwards_trend: '📉',
  bar_chart: '📊',
  rocket: '🚀',
  fire: '🔥',
  snowflake: '❄️',
  ocean: '🌊',
  smile: '😄',
  slightly_smiling_face: '🙂',
};

export function emojiOf(name: string): string | undefined {
  return EMOJI[name];
}

export function withEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => EMOJI[name] ?? whole);
}
