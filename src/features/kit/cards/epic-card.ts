import type { CardPart } from '../../../chat/things.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import type { Access } from '../access.ts';

/** What stands on an epic's card is about this. */
export interface EpicOnCard {
  readonly epic: EpicRow;
}

/** What a feature adds to the card of every epic: facts, what stands below, acts after its own. */
export function onEpicCard(part: Omit<CardPart<Access, EpicOnCard>, 'of'>): CardPart<Access> {
  return { of: 'E', ...part };
}
