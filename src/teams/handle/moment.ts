import { paragraph } from '../../chat/block.ts';

/** Said at once where the answer takes longer than a client waits. */
export const MOMENT = 'One moment…';

export const momentBlocks = [paragraph(MOMENT)];
