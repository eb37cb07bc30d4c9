import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, paragraph } from '../../../chat/block.ts';
import { shorten } from '../../../chat/words.ts';

/** After somebody in several teams said for which they speak: on with what they typed. */
export function rememberedView(team: string, text: string): Block[] {
  return [
    paragraph(`I'll remember: you speak for ${team}.`),
    buttons(button(`Go on: /flow ${shorten(text, 50)}`.trim(), runCommand, { text }, { style: 'primary' })),
  ];
}
