import type { Button } from '../../chat/block.ts';
import { LIMITS } from '../base/limits.ts';
import { slackButtons } from './button.ts';
import type { Room, SlackBlock } from './slack-block.ts';

/** At most 25 buttons in an `actions` block; fit-blocks.ts has split longer rows. Labels get shorter only when the message is full. */
export function drawButtons(buttons: readonly Button[], room: Room): SlackBlock[] {
  const label = Math.max(2, Math.min(LIMITS.button.label, Math.floor(room.chars / Math.max(1, buttons.length))));
  return buttons.length === 0 ? [] : [{ type: 'actions', elements: slackButtons(buttons, label) }];
}
