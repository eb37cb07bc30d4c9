import { type Block, button, buttons } from '../../../chat/block.ts';
import { howToImport, pasteList, trySamples } from './fill.ts';

/** Three ways to the first items of an empty backlog (VOICE, "the first ten minutes"). */
export function fillButtons(streamId?: string): Block {
  const data = streamId === undefined ? {} : { streamId };
  return buttons(
    button('Paste a list', pasteList, data, { style: 'primary' }),
    button('Import', howToImport, {}),
    button('Try sample work', trySamples, data),
  );
}
