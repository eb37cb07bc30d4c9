import type { EpicRow } from '../../../database/epics/epics.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Write } from '../../kit/access.ts';
import { changedMeanwhile } from '../../kit/forms/changed-meanwhile.ts';
import { loadOpened } from '../../kit/forms/load-opened.ts';
import { requireOn } from '../../kit/rights/portfolio-rights.ts';
import { EPIC_STATE_NAMES } from '../../kit/words/epic-words.ts';
import { type Ending, lockEnding } from './end-bet.ts';

/** The running bet of a form, locked with everything that ending it touches, as it was when the form was opened. */
export async function lockRunning(
  context: Write,
  { epicId, version }: { readonly epicId: string; readonly version: number },
  act: 'hold' | 'stop',
): Promise<Ending> {
  return loadOpened<Ending>({
    load: () => lockEnding(context, epicId),
    right: ({ epic }) => requireOn(context, 'invest', epic),
    open: ({ epic }) => refuseNotRunning(epic, act),
    overtaken: ({ epic }) => epic.version !== version && changedMeanwhile(epic.key, { now: stateNow(epic) }),
  });
}

/** How an epic stands, for those who were overtaken. */
export function stateNow({ state }: EpicRow): string {
  return `it is ${EPIC_STATE_NAMES[state].toLowerCase()} now`;
}

/** @throws Refusal conflict for what is no running bet */
export function refuseNotRunning(epic: EpicRow, act: 'hold' | 'stop'): void {
  if (epic.state === 'investing') return;
  const state = EPIC_STATE_NAMES[epic.state].toLowerCase();
  const open = epic.state === 'funnel' || epic.state === 'exploring' || epic.state === 'ready';
  throw new Refusal(
    'conflict',
    say`${epic.key} is ${state}, so there is no running {bet} to ${act}.`,
    open ? `It waits as it is; to put it away, type /flow park ${epic.key}.` : `Open it: /flow ${epic.key}.`,
  );
}
