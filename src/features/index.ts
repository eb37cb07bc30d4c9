import type { Feature } from '../chat/feature.ts';
import type { Access } from './access.ts';
import { antiBacklog } from './anti-backlog/commands.ts';
import { backlog } from './backlog/commands.ts';
import { fill } from './fill/commands.ts';
import { order } from './order/commands.ts';
import { portfolio } from './portfolio/commands.ts';
import { pull } from './pull/commands.ts';
import { setup } from './setup/commands.ts';
import { start } from './start/commands.ts';
import { undo } from './undo/commands.ts';
import { why } from './why/commands.ts';

const own: readonly Feature<Access>[] = [pull, undo, backlog, order, fill, portfolio, antiBacklog, why, setup];

/** Everything people can do. Adding a feature is a folder and a line here. */
export const features: readonly Feature<Access>[] = [...own, start(own)];
