import { say } from '../../../model/words/vocabulary.ts';

/** What somebody did, by the kind of its event: "you pulled it". */
const DID: Readonly<Record<string, string>> = {
  added: 'added it',
  edited: 'edited it',
  linked: say`linked it to another {epic}`,
  readied: 'made it ready',
  unreadied: 'took it back to refining',
  ranked: 'ordered it',
  pulled: 'pulled it',
  moved: 'moved it',
  finished: 'finished it',
  reopened: 'opened it again',
  returned: 'gave it back',
  blocked: 'blocked it',
  unblocked: 'unblocked it',
  expedited: 'expedited it',
  split: 'split it',
  merged: 'merged it',
  transferred: say`moved it to another {stream}`,
  learned: 'noted what was learned',
  parked: 'parked it',
  revived: 'brought it back',
  scored: 'scored it',
  dated: 'set its external date',
  needs: 'noted what it needs',
  needless: 'noted what it no longer needs',
  corrected: 'corrected its days',
  // Of epics, themes and key results.
  proposed: 'proposed it',
  'ran before': 'listed it as running',
  'outcome stated': 'wrote its outcome',
  held: 'held it',
  stopped: 'stopped it',
  reviewed: 'reviewed it',
  drafted: 'wrote it',
  activated: 'activated it',
  confirmed: 'looked at it',
  retired: 'retired it',
  stated: 'stated it',
  measured: 'noted where it stands',
};

/** "pulled it", "changed it" for what has no word of its own. */
export function didWords(kind: string): string {
  return DID[kind] ?? 'changed it';
}
