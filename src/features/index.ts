import type { Feature } from '../chat/feature.ts';
import type { Access } from './access.ts';
import { backlog } from './backlog/commands.ts';
import { pull } from './pull/commands.ts';
import { setup } from './setup/commands.ts';
import { start } from './start/commands.ts';

const own: readonly Feature<Access>[] = [pull, backlog, setup];

/** Everything people can do. Adding a feature is a folder and a line here. */
export const features: readonly Feature<Access>[] = [...own, start(own)];
