import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, type ListEntry, list, paragraph } from '../../../chat/block.ts';
import type { Bets, RunningBet } from '../../../database/epics/bets.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { ageDays } from '../../../model/calendar/days.ts';
import type { Full } from '../../../model/epic/bets.ts';
import type { Read, Write } from '../../kit/access.ts';
import { overrideBet } from '../../kit/offers/bets.ts';
import { editPortfolio } from '../../kit/offers/limits.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { named } from '../../kit/words/item-words.ts';
import { untilDay } from '../../kit/words/room-words.ts';

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

/** "The portfolio is full: 5 of 5 bets run" */
export function sayFull({ streamId, limit, running }: Full, { policy }: Pick<Bets, 'policy'>): string {
  const name = streamId === null ? 'The portfolio' : (policy.streams.find((one) => one.id === streamId)?.name ?? 'Its stream');
  return `${name} is full: ${running} of ${limit} ${limit === 1 ? 'bet runs' : 'bets run'}`;
}

/** How long a bet runs; of one that ran before the organization began nobody knows. */
export function runsSince({ now, organization }: Read | Write, { before, startedAt }: RunningBet): string[] {
  if (before) return ['since before Millrace'];
  return startedAt === null ? [] : [`day ${ageDays(startedAt, now, organization.zone)}`];
}

/** A running bet in a line: how long, how far, by whose leave. */
export function betEntry(context: Read | Write, bet: RunningBet): ListEntry {
  const { now, organization } = context;
  const parts = [
    ...runsSince(context, bet),
    bet.items === 0 ? 'no items yet' : `${bet.done} of ${bet.items} items done`,
    ...(bet.streamName ? [bet.streamName] : []),
    ...(bet.exceptedUntil ? [`over the limit until ${untilDay(bet.exceptedUntil, { now, zone: organization.zone })}`] : []),
  ];
  return entry(
    [...named(bet), `: ${parts.join(', ')}`],
    button('Open', runCommand, { text: `show ${bet.key}` }, { hint: `Open ${bet.key}` }),
  );
}
