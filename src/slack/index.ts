export type { People, Slack, SlackOptions } from './base/options.ts';
export { createSlack } from './create-slack.ts';
