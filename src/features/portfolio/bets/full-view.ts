import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, list, paragraph } from '../../../chat/block.ts';
import type { Bets } from '../../../database/epics/bets.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import type { Full } from '../../../model/epic/bets.ts';
import type { Read, Write } from '../../kit/access.ts';
import { overrideBet } from '../../kit/offers/bets.ts';
import { editPortfolio } from '../../kit/offers/limits.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { betEntry, sayFull } from '../../kit/words/bet-words.ts';
import { named } from '../../kit/words/item-words.ts';

const LISTED = 20;

/** Refused by a limit (row B5): the bets that run, and what would make room. Nothing was written. */
export function fullView(context: Read | Write, epic: EpicRow, bets: Bets, full: readonly Full[]): Block[] {
  const [first] = full;
  const shown = first?.streamId ? bets.running.filter((one) => one.streamId === first.streamId) : bets.running;
  const govern = isAllowed(context, 'governPortfolio', {});
  return [
    paragraph(`${full.map((one) => sayFull(one, bets)).join('. ')}. To invest in `, ...named(epic), ', finish or stop one first:'),
    list(shown.slice(0, LISTED).map((bet) => betEntry(context, bet))),
    ...(bets.policy.betLimit === null ? [paragraph('Nobody set the limit, so it is what runs today. A leader may set another.')] : []),
    buttons(
      govern &&
        button('Make an exception', overrideBet, { epicId: epic.id }, { hint: `Invest in ${epic.key} over the limit, with a reason` }),
      govern && button('Change the limit', editPortfolio, {}),
      button('Portfolio', runCommand, { text: 'portfolio' }),
    ),
  ];
}
