const DOMAIN = /^[a-z0-9][a-z0-9-]{0,62}$/u;
const TS = /^\d{1,12}\.\d{6}$/u;
const CHANNEL = /^[A-Z0-9]{1,30}$/u;

/**
 * A message's address as Slack's own "Copy link" makes it, without asking Slack (chat.getPermalink would need the bot to be in the
 * channel). A reply's address names its thread.
 * https://docs.slack.dev/reference/methods/chat.getPermalink
 *
 * @returns empty when a part is missing or has another shape than Slack's
 */
export function permalink(domain: string | undefined, channel: string, ts: string, threadTs: string | undefined): string {
  if (domain === undefined || !DOMAIN.test(domain) || !CHANNEL.test(channel) || !TS.test(ts)) return '';
  const address = `https://${domain}.slack.com/archives/${channel}/p${ts.replace('.', '')}`;
  return threadTs === undefined || threadTs === ts || !TS.test(threadTs) ? address : `${address}?thread_ts=${threadTs}&cid=${channel}`;
}
