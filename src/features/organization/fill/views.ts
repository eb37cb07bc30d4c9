import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, list, note, paragraph } from '../../../chat/block.ts';
import { code } from '../../../chat/span.ts';
import type { AddedItem } from '../../../database/items/items-add.ts';
import type { StreamRow } from '../../../database/organization/streams.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Write } from '../../kit/access.ts';
import { openButton } from '../../kit/buttons/open-button.ts';
import { fillButtons } from '../../kit/offers/fill-buttons.ts';
import { undoButton } from '../../kit/offers/undo.ts';
import { count, named } from '../../kit/words/item-words.ts';
import { startHere } from './start-here.ts';
import { findParkedTwins, type ParkedTwin } from './store.ts';

/** After items were added together: what came in, how it goes out again, and where to begin. */
export async function filledBlocks(
  context: Write,
  stream: StreamRow,
  added: readonly AddedItem[],
  what: 'list' | 'samples',
): Promise<Block[]> {
  const [first, last] = [added[0], added.at(-1)];
  const keys = first && last && first !== last ? `${first.key} to ${last.key}` : first?.key;
  const said =
    what === 'samples'
      ? `Five samples are in ${stream.name}: ${keys}. Play with them.`
      : `${count(added.length, say`{item}`, say`{items}`)} at the end of ${stream.name}: ${keys}.`;
  const out =
    what === 'samples'
      ? 'Undo takes all five out again'
      : added.length === 1
        ? 'Undo takes it out again'
        : `Undo takes all ${added.length} out again`;
  return [
    paragraph(said),
    ...(what === 'list'
      ? twinBlocks(
          await findParkedTwins(
            context.db,
            added.map((one) => one.title),
          ),
          added,
        )
      : []),
    ...(await startHere(context, stream.id)),
    // The last one is the least likely to be changed first, and a changed one can't be taken back.
    ...(last
      ? [
          note(`${out}, for ten minutes.`),
          buttons(button('Backlog', runCommand, { text: `backlog ${stream.key}` }), undoButton({ ...last, revision: 1 })),
        ]
      : []),
  ];
}

const TWINS_SHOWN = 5;

// Said after the fact: the list is in, and each of these is one tap from its decision.
function twinBlocks(twins: readonly ParkedTwin[], added: readonly AddedItem[]): Block[] {
  if (twins.length === 0) return [];
  const left = twins.length - TWINS_SHOWN;
  return [
    paragraph(
      twins.length === 1
        ? 'We looked at something like one of them before:'
        : `We looked at something like ${twins.length} of them before:`,
    ),
    list(
      twins
        .slice(0, TWINS_SHOWN)
        .map(({ title, idea }) =>
          entry(
            [`${added.find((one) => one.title === title)?.key ?? title} is like `, ...named(idea), ', which is parked'],
            openButton(idea.key),
          ),
        ),
    ),
    ...(left > 0 ? [note(`And ${left} more: /flow parked shows what there is.`)] : []),
  ];
}

/** `/flow import`: the ways in. */
export function waysIn(): Block[] {
  return [
    paragraph('Three ways to fill a backlog: paste titles, import an export with its history, or try it with samples.'),
    fillButtons(),
  ];
}

/** How an export comes in. It is read on the machine where the bot runs, so there is no form for it. */
export function importHow(): Block[] {
  return [
    paragraph(
      'On the machine where I run: ',
      code('npm run import -- changelog.csv'),
      ' reads a Jira changelog export with its history; the README says more.',
    ),
    buttons(button('Backlog', runCommand, { text: 'backlog' })),
  ];
}
