import { shorten } from '../../chat/shown/legible.ts';

/**
 * The three characters that mean something in Slack's text, as entities: once, here. Without it `<!channel>` in a title would
 * ping everybody. https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Escapes, and shortens so that the escaped text has at most `max` units: an entity is never cut in half. */
export function escapeWithin(text: string, max: number): string {
  const whole = escapeText(text);
  if (whole.length <= max) return whole;
  let [fits, tooLong] = [0, max + 1];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (escapeText(shorten(text, middle)).length <= max) fits = middle;
    else tooLong = middle;
  }
  return escapeText(shorten(text, fits));
}
