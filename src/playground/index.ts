export type { Driver } from './standin/driver/driver.ts';
export type { Result } from './standin/driver/result.ts';
export { judgeMessage, judgeView } from './standin/judge/index.ts';
export { createPlayground, type Playground } from './standin/playground.ts';
export { mentionsAndLinks } from './standin/world/live-text.ts';
export type { PlaygroundOptions } from './standin/world/settings.ts';
