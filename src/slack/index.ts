export { createSlack } from './create-slack.ts';
export type { Log, People, Slack, SlackOptions } from './options.ts';
