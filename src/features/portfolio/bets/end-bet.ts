import { type Block, paragraph } from '../../../chat/block.ts';
import { type Bets, keepLimit, lockBets } from '../../../database/epics/bets.ts';
import { changeEpic } from '../../../database/epics/epic-changes.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { lockEpicAndStreams, unreadyItemsOf } from '../../../database/items/epic-items.ts';
import type { StreamLock } from '../../../database/items/stream-locks.ts';
import type { EpicEvent } from '../../../model/epic/epic-event.ts';
import { someOf } from '../../../model/text/some-of.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Write } from '../../kit/access.ts';
import { count } from '../../kit/words/item-words.ts';
import { wentBack } from '../../kit/words/went-back.ts';
import { loadEpic } from '../epics/load.ts';
import { readInProgress } from '../epics/store.ts';

/** An epic that may be a running bet, with everything locked that ending it touches. */
export interface Ending {
  readonly epic: EpicRow;
  readonly bets: Bets;
  readonly lock: StreamLock;
}

/** Locks all bets, the epic, and the streams that hold ready items of it, in this order, and reads it then. */
export async function lockEnding(context: Write, epicId: string): Promise<Ending> {
  const bets = await lockBets(context.db, context.now);
  const lock = await lockEpicAndStreams(context.db, epicId);
  return { epic: await loadEpic(context, { id: epicId }), bets, lock };
}

/** Ends a bet by this event: its unstarted items go back to refining; what is in progress stays and is named. */
export async function endBet(
  context: Write,
  { epic, bets, lock }: Ending,
  event: EpicEvent,
): Promise<{ readonly epic: EpicRow; readonly told: readonly Block[] }> {
  const change = changeOf(context);
  await keepLimit(context.db, bets, change);
  const back = await unreadyItemsOf(lock, epic.id, change);
  const after = await changeEpic(context.db, epic, event, change);
  const started = await readInProgress(context.db, epic.id);
  return {
    epic: after,
    told: [
      ...wentBack(back).map((line) => paragraph(line)),
      ...(started.length === 0
        ? []
        : [
            paragraph(
              `${count(started.length, say`{item}`, say`{items}`)} of it ${started.length === 1 ? 'is' : 'are'} in progress and ${started.length === 1 ? 'stays' : 'stay'}: ${some(started)}.`,
            ),
          ]),
    ],
  };
}

const NAMED = 5;

function some(items: readonly { readonly key: string; readonly title: string }[]): string {
  return someOf(
    items.map((one) => `${one.key} · ${one.title}`),
    NAMED,
  );
}
