import type { Span } from '../../chat/span.ts';

type DateSpan = Extract<Span, { type: 'date' }>;

/**
 * Slack draws an instant in the reader's own zone from a template.
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function dateFormat(style: DateSpan['style']): string {
  return style === 'day' ? '{date_short}' : '{date_short_pretty} at {time}';
}
