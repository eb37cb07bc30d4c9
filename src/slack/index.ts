export { createSlack } from './create-slack.ts';
export type { People, Slack, SlackOptions } from './options.ts';
