export type { BotAnswer, RawRequest } from './standin/dispatch.ts';
export type { Driver, Waiting } from './standin/driver/driver.ts';
export type { Result } from './standin/driver/result.ts';
export type { Route } from './standin/http/route.ts';
export { judgeMessage, judgeView, type Problem } from './standin/judge/index.ts';
export { type Live, mentionsAndLinks } from './standin/live-text.ts';
export { createPlayground, type Playground } from './standin/playground.ts';
export type { PlaygroundOptions } from './standin/settings.ts';
export type { Refusal, ScriptedAnswer } from './standin/world.ts';
