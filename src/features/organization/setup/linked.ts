import { type Block, note, paragraph } from '../../../chat/block.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Write } from '../../kit/access.ts';
import { startHere } from '../fill/start-here.ts';

/** After a channel became a team's: where the team begins. */
export async function linkedBlocks(context: Write, team: string, streamIds: readonly string[]): Promise<Block[]> {
  const [first] = streamIds;
  return [
    paragraph(`This channel is ${team}'s now.${context.place.portfolio ? say` It was the {portfolio}'s.` : ''}`),
    ...(first === undefined ? [] : await startHere(context, first)),
    note("Pulls are announced here. If nothing shows up, I'm not in the channel yet: invite me."),
  ];
}
