import { entry, type ListEntry } from '../../../chat/block.ts';
import type { Bets, RunningBet } from '../../../database/epics/bets.ts';
import { ageDays } from '../../../model/calendar/days.ts';
import type { Full } from '../../../model/epic/bets.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../access.ts';
import { openButton } from '../buttons/open-button.ts';
import { named } from './item-words.ts';
import { untilDay } from './room-words.ts';

/** "The portfolio is full: 5 of 5 bets run" */
export function sayFull({ streamId, limit, running }: Full, { policy }: Pick<Bets, 'policy'>): string {
  const name = streamId === null ? say`The {portfolio}` : (policy.streams.find((one) => one.id === streamId)?.name ?? say`Its {stream}`);
  return `${name} is full: ${running} of ${limit} ${limit === 1 ? say`{bet} runs` : say`{bets} run`}`;
}

/** How long a bet runs; of one that ran before the organization began nobody knows. */
export function runsSince({ now, organization }: Read | Write, { before, startedAt }: RunningBet): string[] {
  if (before) return ['since before Millrace'];
  return startedAt === null ? [] : [`day ${ageDays(startedAt, now, organization.zone)}`];
}

/** A running bet in a line: how long, how far, by which exception. */
export function betEntry(context: Read | Write, bet: RunningBet): ListEntry {
  const { now, organization } = context;
  const parts = [
    ...runsSince(context, bet),
    bet.items === 0 ? say`no {items} yet` : say`${bet.done} of ${bet.items} {items} done`,
    ...(bet.streamName ? [bet.streamName] : []),
    ...(bet.exceptedUntil ? [`over the limit until ${untilDay(bet.exceptedUntil, { now, zone: organization.zone })}`] : []),
  ];
  return entry([...named(bet), `: ${parts.join(', ')}`], openButton(bet.key));
}
