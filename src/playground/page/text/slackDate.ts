import { clock, clockWithSeconds, dayKey, longDate, nearDay, plainDate, shortDate } from './time.ts';

/** Fills Slack's date tokens, https://docs.slack.dev/messaging/formatting-message-text (date formatting). */
export function slackDate(unix: number, pattern: string, fallback: string, zone: string): string {
  const date = new Date(unix * 1000);
  if (Number.isNaN(date.getTime())) return fallback;
  const tokens: Readonly<Record<string, () => string>> = {
    date_num: () => dayKey(date, zone),
    date_slash: () => dayKey(date, zone).replaceAll('-', '/'),
    date: () => plainDate(date, zone),
    date_short: () => shortDate(date, zone),
    date_long: () => longDate(date, zone),
    date_pretty: () => nearDay(date, zone) ?? plainDate(date, zone),
    date_short_pretty: () => nearDay(date, zone) ?? shortDate(date, zone),
    date_long_pretty: () => nearDay(date, zone) ?? longDate(date, zone),
    time: () => clock(date, zone),
    time_secs: () => clockWithSeconds(date, zone),
    ago: () => ago(date),
  };
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => tokens[name]?.() ?? whole);
}

function ago(date: Date): string {
  const seconds = (date.getTime() - Date.now()) / 1000;
  const relative = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });
  if (Math.abs(seconds) < 3600) return relative.format(Math.round(seconds / 60), 'minute');
  if (Math.abs(seconds) < 86_400) return relative.format(Math.round(seconds / 3600), 'hour');
  return relative.format(Math.round(seconds / 86_400), 'day');
}
