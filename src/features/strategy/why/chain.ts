import { type EpicRow, findEpic, findEpicByKey } from '../../../database/epics/epics.ts';
import { readOutcomeVersions } from '../../../database/epics/outcome-reviews.ts';
import { findItemByKey } from '../../../database/items/items.ts';
import { findKeyResult, findObjective, type KeyResultRow } from '../../../database/strategy/goals.ts';
import { findTheme, type ThemeRow } from '../../../database/strategy/themes.ts';
import { knownStart, type LateOutcome, lateOutcome } from '../../../model/epic/outcome-hints.ts';
import { parseKey } from '../../../model/text/key.ts';
import type { Read, Write } from '../../kit/access.ts';

/** From an epic upwards (row A9): what it hopes for, what that should move, and where we must win by it. */
export interface Chain {
  readonly epic: EpicRow;
  /** When its outcome was last written after the start; null for never. */
  readonly late: LateOutcome | null;
  readonly keyResult: KeyResultRow | null;
  /** The epic's own, else that of its key result's objective. */
  readonly theme: ThemeRow | null;
  /** The epic does not name the theme itself. */
  readonly byObjective: boolean;
}

/** The chain of an epic's id; null where there is no epic. */
export async function chainOf(context: Read | Write, epicId: string | null): Promise<Chain | null> {
  const epic = epicId === null ? null : await findEpic(context.db, epicId);
  return epic && above(context, epic);
}

/** Of what an idea was before it was parked: an epic, or an item of one. */
export async function chainOfThing(context: Read | Write, key: string | null): Promise<Chain | null> {
  if (key === null) return null;
  if (parseKey(key)?.prefix === 'E') {
    const epic = await findEpicByKey(context.db, key);
    return epic && above(context, epic);
  }
  return chainOf(context, (await findItemByKey(context.db, key))?.epic?.id ?? null);
}

async function above({ db }: Read | Write, epic: EpicRow): Promise<Chain> {
  const keyResult = epic.keyResultId === null ? null : await findKeyResult(db, { id: epic.keyResultId });
  const objective = keyResult === null || epic.themeId !== null ? null : await findObjective(db, keyResult.objectiveId);
  const themeId = epic.themeId ?? objective?.themeId ?? null;
  const theme = themeId === null ? null : await findTheme(db, { id: themeId });
  return {
    epic,
    late: lateOutcome(await readOutcomeVersions(db, epic.id), knownStart(epic)),
    keyResult,
    theme,
    byObjective: theme !== null && epic.themeId === null,
  };
}
