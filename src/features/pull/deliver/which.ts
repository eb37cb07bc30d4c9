import { runCommand } from '../../../chat/action.ts';
import { type Block, type Button, button, buttons, entry, list, note, paragraph } from '../../../chat/block.ts';
import { type ReadReply, update } from '../../../chat/reply.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { findStream } from '../../../database/organization/streams.ts';
import type { Read } from '../../kit/access.ts';
import { pulls } from '../../kit/offers/pull.ts';
import { teamOf } from '../../kit/rights/team-of.ts';
import { onItem } from '../../kit/words/item-view.ts';
import { named, progress } from '../../kit/words/item-words.ts';
import { countBoard } from '../next/count-board.ts';
import { readBlocked, readBoard } from '../next/store.ts';

const SHOWN = 10;

/** Whose items could be meant: those of the stream in its own place, else those of the asker's team. */
type Whose = { readonly streamIds: readonly string[]; readonly teamId: string | null };

/** `/flow done`, `/flow move` and `/flow unblock` without a key: what could be meant, each with its button. */
export async function askWhich(context: Read, what: 'done' | 'move' | 'unblock'): Promise<ReadReply> {
  const { place } = context;
  const found = place.streamId === undefined ? teamOf(context, what) : null;
  if (found && 'ask' in found) return found.ask;
  const whose: Whose = found
    ? { streamIds: found.team.streamIds, teamId: found.team.id }
    : { streamIds: [place.streamId ?? ''], teamId: null };
  switch (what) {
    case 'done':
      return update(
        choice(
          context,
          'Which one is done?',
          'Nothing is in progress, so there is nothing to finish.',
          await running(context, whose),
          (one) => button('Done', pulls.finish, onItem(one), { hint: `${one.key} is done` }),
        ),
      );
    case 'move':
      return update(
        choice(context, 'Which one moves?', 'Nothing is in progress, so there is nothing to move.', await running(context, whose), (one) =>
          button('Move …', runCommand, { text: `move ${one.key}` }, { hint: `Move ${one.key}` }),
        ),
      );
    case 'unblock':
      return update(
        choice(context, 'Which one can go on?', 'Nothing is blocked.', await readBlocked(context.db, whose, SHOWN), (one) =>
          button('Unblock', pulls.unblock, onItem(one), { hint: `Unblock ${one.key}` }),
        ),
      );
    default: {
      const unknown: never = what;
      return unknown;
    }
  }
}

/** The first of them, and how many there are. */
interface Meant {
  readonly items: readonly ItemRow[];
  readonly total: number;
}

async function running(context: Read, { teamId, streamIds: [streamId = ''] }: Whose): Promise<Meant> {
  const of = teamId === null ? { streamId } : { teamId };
  const { inProgress, split } = await countBoard(context.db, of);
  return { items: await readBoard(context.db, of, SHOWN), total: inProgress + split };
}

function choice(context: Read, question: string, none: string, { items, total }: Meant, act: (item: ItemRow) => Button): Block[] {
  const { now, organization } = context;
  if (items.length === 0) return [paragraph(none), buttons(button('Next', runCommand, { text: 'next' }))];
  return [
    paragraph(question),
    list(items.map((one) => entry([...named(one), `: ${progress(one, now, organization.zone)}`], act(one)))),
    ...(total > items.length ? [note(`And ${total - items.length} more, on the board.`)] : []),
    ...(total > items.length ? [buttons(button('Board', runCommand, { text: 'board' }))] : []),
  ];
}

/** `/flow move KEY` without a stage: where it may go. */
export async function askStage(context: Read, item: ItemRow): Promise<ReadReply> {
  const stream = await findStream(context.db, item.streamId);
  const stages = [...(stream?.stages ?? []).map((stage) => stage.name), 'ready', 'done'].filter((name) => name !== item.stageName);
  return update([
    paragraph('Where does ', ...named(item), ' go?'),
    buttons(...stages.map((name) => button(name, pulls.move, { ...onItem(item), to: name }, { hint: `Move ${item.key} to ${name}` }))),
  ]);
}
