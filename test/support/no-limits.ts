import type { Limits } from '../../src/edge/slow-down.ts';

/** Tests ask faster than people do. */
export const NO_LIMITS: Limits = { burst: 1e9, hour: 1e9, workspace: 1e9 };
