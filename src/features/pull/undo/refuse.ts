import type { ItemRow } from '../../../database/items/items.ts';
import { UNDO_MINUTES, type Undoing } from '../../../model/item/undo.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { didWords } from './did.ts';
import type { LoggedEvent } from './store.ts';

/** Why an act can't be taken back, and what to do instead. */
export function refuseUndo(
  item: ItemRow,
  log: readonly LoggedEvent[],
  of: number,
  found: Exclude<Undoing, { type: 'possible' }>,
  memberId: string,
): Refusal {
  const look = `Type /flow ${item.key} to see where it stands.`;
  switch (found.type) {
    case 'changed': {
      const later = log[found.version - 1];
      const who = later?.actorId === memberId ? 'you' : (later?.actorName ?? 'somebody');
      return new Refusal('conflict', `${item.key} changed since: ${who} ${didWords(later?.event.kind ?? '')}.`, look);
    }
    case 'undone':
      return new Refusal('conflict', `That was taken back already.`, look);
    case 'late':
      return new Refusal('stale', `That is more than ${UNDO_MINUTES} minutes ago, so it stays.`, instead(item, log[of - 1]));
    case 'foreign':
      return new Refusal(
        'not_allowed',
        `Only who did it can take it back, and that was ${log[of - 1]?.actorName ?? 'somebody else'}.`,
        instead(item, log[of - 1]),
      );
    case 'never':
      return new Refusal('stale', "That can't be taken back with a button.", look);
    default: {
      const unknown: never = found;
      return unknown;
    }
  }
}

// The act that leads on from there, in words.
function instead(item: ItemRow, entry: LoggedEvent | undefined): string {
  if (item.state === 'done') return `To open it again, type /flow move ${item.key} and its stage.`;
  if (item.state === 'delivery' && item.blocked) return `When it can go on, type /flow unblock ${item.key}.`;
  if (item.state === 'delivery') return `To give it back, type /flow move ${item.key} ready.`;
  if (entry?.event.kind === 'ranked') return `Its owner puts it elsewhere with /flow order ${item.key}.`;
  return `Type /flow ${item.key} to see what you can do.`;
}
