export type { Driver } from './standin/driver/driver.ts';
export type { Result } from './standin/driver/result.ts';
export { judgeMessage, judgeView } from './standin/judge/index.ts';
export { mentionsAndLinks } from './standin/live-text.ts';
export { createPlayground, type Playground } from './standin/playground.ts';
export type { PlaygroundOptions } from './standin/settings.ts';
