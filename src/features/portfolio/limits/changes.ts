import type { PortfolioPolicy } from '../../../database/epics/bets.ts';
import { say } from '../../../model/words/vocabulary.ts';

const BY = { either: 'a score or a case', score: 'a score', case: 'a case in a line' } as const;

/** What differs between two states of the portfolio's policies, in words: "bets at once 5 (was 6)". */
export function portfolioChanges(before: PortfolioPolicy, after: PortfolioPolicy): string[] {
  const told = (name: string, was: number | string | null, is: number | string | null, unit = '') =>
    was === is ? [] : [`${name} ${is === null ? 'not set' : `${is}${unit}`} (was ${was === null ? 'not set' : `${was}${unit}`})`];
  return [
    ...told(say`{bets} at once`, before.betLimit, after.betLimit),
    ...told(say`{a bet} is justified by`, BY[before.investBy], BY[after.investBy]),
    ...told('largest size without approval', before.largestSize, after.largestSize),
    ...told(say`short-term {bets}`, before.shortShare, after.shortShare, ' %'),
    ...after.streams.flatMap((one) => {
      const was = before.streams.find((other) => other.id === one.id);
      return [
        ...told(`${one.name} gets`, was?.fundingShare ?? null, one.fundingShare, ' %'),
        ...told(say`{bets} at once in ${one.name}`, was?.betLimit ?? null, one.betLimit),
      ];
    }),
  ];
}
