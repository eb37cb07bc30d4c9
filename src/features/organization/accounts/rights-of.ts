import { say } from '../../../model/words/vocabulary.ts';
import { count } from '../../kit/words/item-words.ts';
import type { Self } from './store.ts';

/** What one may do here beyond what everybody may, in words. */
export function powersOf({ admin, leader, streams, teams, epics }: Self): string[] {
  return [
    ...(admin ? ['admin'] : []),
    ...(leader ? ['leader'] : []),
    ...streams.map((one) => `owner of ${one.name}`),
    ...(epics > 0 ? [`owner of ${count(epics, say`{epic}`, say`{epics}`)}`] : []),
    ...teams.map((one) => `in ${one.name}`),
  ];
}

/** Would the other gain anything by being the same person as this one? */
export function hasMore(self: Self, other: Self): boolean {
  const beyond = (mine: Self['teams'], theirs: Self['teams']) => mine.some((one) => !theirs.some((their) => their.id === one.id));
  if ((self.admin && !other.admin) || (self.leader && !other.leader) || self.epics > 0) return true;
  return beyond(self.streams, other.streams) || beyond(self.teams, other.teams);
}
